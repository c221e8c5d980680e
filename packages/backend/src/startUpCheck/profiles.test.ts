import { resolve } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import { findProblems } from './findProblems';

const ROOT = resolve(__dirname, '../../../..');

const production = {
  FAIRWAY_BASE_URL: 'https://fairway.example.org',
  FAIRWAY_ORGANISATION_NAME: 'Example',
  FAIRWAY_GITHUB_ORGANISATION: 'example',
  FAIRWAY_PLATFORM_TEAM: 'group:default/platform',
  FAIRWAY_GITHUB_APP_ID: '1',
  FAIRWAY_GITHUB_APP_CLIENT_ID: 'Iv1',
  FAIRWAY_GITHUB_APP_CLIENT_SECRET: 'secret',
  FAIRWAY_GITHUB_APP_PRIVATE_KEY: 'key',
  FAIRWAY_WEBHOOK_SECRET: 'w'.repeat(32),
  FAIRWAY_SESSION_SECRET: 's'.repeat(32),
  FAIRWAY_OAUTH_CLIENT_ID: 'id',
  FAIRWAY_OAUTH_CLIENT_SECRET: 'secret',
  FAIRWAY_POSTGRES_HOST: 'db.example.org',
  FAIRWAY_POSTGRES_USER: 'fairway',
  FAIRWAY_POSTGRES_PASSWORD: 'secret',
  FAIRWAY_AUTHOR_EMAIL: 'fairway@example.org',
};

const load = (file: string, variables: Record<string, string>) =>
  ConfigSources.toConfig(
    ConfigSources.default({
      rootDir: ROOT,
      argv: ['--config', resolve(ROOT, file)],
      env: {},
      substitutionFunc: async name => variables[name],
    }),
  );

describe('app-config.production.yaml', () => {
  it('is safe once the environment is complete', async () => {
    const config = await load('app-config.production.yaml', production);
    expect(findProblems(config, 'production')).toEqual([]);
  });

  it('is refused while a secret is missing', async () => {
    const { FAIRWAY_SESSION_SECRET, FAIRWAY_WEBHOOK_SECRET, ...rest } =
      production;
    const config = await load('app-config.production.yaml', rest);
    expect(
      findProblems(config, 'production').map(problem => problem.key),
    ).toEqual(['auth.session.secret', 'metrics.github.webhookSecrets']);
  });

  it('knows nothing of the sandbox', async () => {
    const config = await load('app-config.production.yaml', production);
    expect(JSON.stringify(config.get())).not.toMatch(/localhost|http:\/\//);
  });
});

describe('app-config.yaml', () => {
  it('is safe on a laptop, whatever NODE_ENV says', async () => {
    const config = await load('app-config.yaml', {});
    expect(findProblems(config, 'production')).toEqual([]);
    expect(findProblems(config, undefined)).toEqual([]);
  });
});
