import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { findProblems } from './findProblems';

const SECRET = 'x'.repeat(32);

const safe: JsonObject = {
  fairway: { profile: 'production', platformTeams: ['group:default/platform'] },
  app: { baseUrl: 'https://fairway.example.org' },
  backend: {
    baseUrl: 'https://fairway.example.org',
    csp: { 'connect-src': ["'self'"], 'script-src': ["'self'"] },
    rateLimit: { incomingRequestLimit: 100 },
    database: { client: 'pg', connection: { ssl: true } },
  },
  integrations: { github: [{ host: 'github.com', apps: [{ appId: 1 }] }] },
  auth: {
    environment: 'production',
    session: { secret: SECRET },
    providers: { github: { production: { clientId: 'id' } } },
  },
  permission: { enabled: true },
  catalog: { rules: [{ allow: ['Component', 'API'] }] },
  metrics: { github: { webhookSecrets: [SECRET] } },
  scaffolder: {
    taskRecovery: {
      enabled: true,
      workspaceProvider: 'database',
      database: { dangerouslyEnableInProduction: true },
    },
  },
};

/** A copy of the safe configuration with the value at the path replaced, or removed when undefined. */
function withChange(path: string, value: unknown): JsonObject {
  const copy = structuredClone(safe);
  const keys = path.split('.');
  const last = keys.pop()!;
  let target: any = copy;
  for (const key of keys) {
    target[key] ??= {};
    target = target[key];
  }
  if (value === undefined) {
    delete target[last];
  } else {
    target[last] = value;
  }
  return copy;
}

const keysOf = (data: JsonObject, nodeEnv = 'production') =>
  findProblems(new ConfigReader(data), nodeEnv).map(problem => problem.key);

describe('findProblems', () => {
  it('finds none in a safe configuration', () => {
    expect(keysOf(safe)).toEqual([]);
  });

  it.each<[string, unknown, string?]>([
    ['app.baseUrl', 'http://fairway.example.org'],
    ['app.baseUrl', 'https://localhost:7007'],
    ['app.baseUrl', 'not a url'],
    ['backend.baseUrl', 'http://fairway.example.org'],
    ['backend.baseUrl', undefined],
    ['backend.cors.origin', '*'],
    ['backend.cors.origin', 'http://localhost:3000'],
    ['backend.cors.origin', true],
    ['backend.csp.connect-src', ["'self'", 'http:', 'https:']],
    ['backend.csp', undefined, 'backend.csp.connect-src'],
    ['backend.csp.script-src', ["'self'", "'unsafe-inline'"]],
    ['backend.rateLimit', undefined],
    ['backend.rateLimit', false],
    ['backend.rateLimit', { global: false }],
    ['backend.reading.allow', [{ host: '*' }]],
    ['backend.database.client', 'better-sqlite3'],
    ['backend.database.client', undefined],
    ['backend.database.connection.ssl', undefined],
    ['backend.database.connection.ssl', { rejectUnauthorized: false }],
    [
      'backend.database.connection',
      'postgresql://u@h/d',
      'backend.database.connection.ssl',
    ],
    ['backend.auth.dangerouslyDisableDefaultAuthPolicy', true],
    [
      'backend.auth.externalAccess',
      [{ type: 'static', options: {} }],
      'backend.auth.externalAccess[0].accessRestrictions',
    ],
    ['proxy.endpoints', { '/pagerduty': 'https://api.pagerduty.com' }],
    [
      'integrations.github',
      [{ host: 'github.com', token: 'ghp' }],
      'integrations.github[0].apps',
    ],
    [
      'integrations.github',
      [{ host: 'forge', apiBaseUrl: 'http://forge/api/v3', apps: [{}] }],
      'integrations.github[0].apiBaseUrl',
    ],
    ['integrations.github', undefined],
    ['auth.environment', 'development'],
    ['auth.session.secret', undefined],
    ['auth.session.secret', 'short'],
    ['auth.providers.guest', {}],
    ['auth.providers', undefined],
    [
      'auth.providers.github.production.signIn.resolvers',
      [
        {
          resolver: 'usernameMatchingUserEntityName',
          dangerouslyAllowSignInWithoutUserInCatalog: true,
        },
      ],
    ],
    ['permission.enabled', undefined],
    ['permission.enabled', false],
    ['fairway.platformTeams', []],
    ['catalog.rules', undefined],
    ['catalog.rules', [{ allow: ['Component', 'Template'] }]],
    ['catalog.rules', [{ allow: [{ kind: 'User' }] }]],
    ['metrics.github.webhookSecrets', undefined],
    ['metrics.github.webhookSecrets', []],
    ['metrics.github.webhookSecrets', [SECRET, 'short']],
    ['metrics.github.webhookSecrets', 'short'],
    ['scaffolder.taskRecovery.workspaceProvider', undefined],
    ['scaffolder.taskRecovery.database.dangerouslyEnableInProduction', false],
    [
      'kubernetes.clusterLocatorMethods',
      [{ type: 'config', clusters: [{ name: 'a', skipTLSVerify: true }] }],
      'kubernetes.clusterLocatorMethods[0].clusters.a.skipTLSVerify',
    ],
  ])('finds %s set to %j', (path, value, key = path) => {
    expect(keysOf(withChange(path, value))).toContain(key);
  });

  it('lets a personal token through when that is asked for', () => {
    const data = withChange('integrations.github', [
      { host: 'github.com', token: 'ghp' },
    ]) as any;
    data.fairway.allowPersonalAccessToken = true;
    expect(keysOf(data)).toEqual([]);
  });

  it('wants NODE_ENV to say production too', () => {
    expect(keysOf(safe, 'development')).toEqual(['NODE_ENV']);
  });

  it.each([undefined, 'staging'])('wants a known profile, not %j', profile => {
    expect(keysOf(withChange('fairway.profile', profile))).toEqual([
      'fairway.profile',
    ]);
  });

  it('asks a laptop only for what is unsafe there too', () => {
    const local = { fairway: { profile: 'local' } };
    expect(
      keysOf({ ...local, permission: { enabled: true } }, 'production'),
    ).toEqual([]);
    expect(
      keysOf({ ...local, auth: { providers: { guest: {} } } }, 'development'),
    ).toEqual(['permission.enabled', 'auth.providers.guest']);
  });
});
