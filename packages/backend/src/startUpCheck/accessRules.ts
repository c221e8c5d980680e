import { Config } from '@backstage/config';
import { Rule, unless } from './Rule';

const MINIMUM_SECRET = 32;

/** Who gets in, and as what. */
export const accessRules: Rule[] = [
  signInForProduction,
  noStrangers,
  config => isStrongSecret(config, 'auth.session.secret'),
  strongWebhookSecrets,
  somebodyRunsIt,
  limitedServices,
];

function signInForProduction(config: Config) {
  const providers = config.getOptionalConfig('auth.providers');
  const isSet = (providers?.keys() ?? []).some(id =>
    providers?.has(`${id}.production.clientId`),
  );
  return [
    ...unless(
      config.getOptionalString('auth.environment') === 'production',
      'auth.environment',
      'set it to production',
    ),
    ...unless(
      isSet,
      'auth.providers',
      'set up a provider for the environment production, for example github',
    ),
  ];
}

function noStrangers(config: Config) {
  const providers = config.getOptionalConfig('auth.providers');
  return (providers?.keys() ?? []).flatMap(id => {
    const key = `${id}.production.signIn.resolvers`;
    const resolvers = providers?.getOptionalConfigArray(key) ?? [];
    return unless(
      resolvers.every(
        resolver =>
          !resolver.getOptionalBoolean(
            'dangerouslyAllowSignInWithoutUserInCatalog',
          ),
      ),
      `auth.providers.${key}`,
      'remove dangerouslyAllowSignInWithoutUserInCatalog',
    );
  });
}

function isStrongSecret(config: Config, key: string) {
  return areStrongSecrets(key, [config.getOptionalString(key) ?? '']);
}

function strongWebhookSecrets(config: Config) {
  const key = 'metrics.github.webhookSecrets';
  const secrets = [config.getOptional(key) ?? []].flat();
  return areStrongSecrets(key, secrets.length ? secrets : ['']);
}

function areStrongSecrets(key: string, secrets: unknown[]) {
  return unless(
    secrets.every(secret => String(secret).length >= MINIMUM_SECRET),
    key,
    `set it to a random secret of at least ${MINIMUM_SECRET} characters`,
  );
}

function somebodyRunsIt(config: Config) {
  const key = 'fairway.platformTeams';
  return unless(
    (config.getOptionalStringArray(key) ?? []).length > 0,
    key,
    'name the group that runs the platform',
  );
}

function limitedServices(config: Config) {
  const access =
    config.getOptionalConfigArray('backend.auth.externalAccess') ?? [];
  return access.flatMap((entry, index) =>
    unless(
      (entry.getOptionalConfigArray('accessRestrictions') ?? []).length > 0,
      `backend.auth.externalAccess[${index}].accessRestrictions`,
      'say which plugins and permissions the token is for',
    ),
  );
}
