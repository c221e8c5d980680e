import { Config } from '@backstage/config';
import { Rule, unless } from './Rule';

/** What the portal stands on. */
export const platformRules: Rule[] = [
  postgresWithTls,
  githubApps,
  trustedClusters,
  narrowCatalog,
];

function postgresWithTls(config: Config) {
  const key = 'backend.database';
  if (config.getOptionalString(`${key}.client`) !== 'pg') {
    return unless(
      false,
      `${key}.client`,
      'set it to pg; SQLite is for one machine and in-memory data is lost',
    );
  }
  const connection = config.getOptional(`${key}.connection`);
  const ssl =
    typeof connection === 'object' && connection !== null
      ? (connection as { ssl?: unknown }).ssl
      : undefined;
  const isVerified =
    ssl === true ||
    (typeof ssl === 'object' &&
      ssl !== null &&
      (ssl as { rejectUnauthorized?: unknown }).rejectUnauthorized !== false);
  return unless(
    isVerified,
    `${key}.connection.ssl`,
    "set it to true, or to the authority's certificate, and keep rejectUnauthorized",
  );
}

function githubApps(config: Config) {
  const key = 'integrations.github';
  const integrations = config.getOptionalConfigArray(key) ?? [];
  const mayUseToken =
    config.getOptionalBoolean('fairway.allowPersonalAccessToken') === true;
  return [
    ...unless(integrations.length > 0, key, 'set up a GitHub App'),
    ...integrations.flatMap((integration, index) => [
      ...unless(
        mayUseToken ||
          (integration.getOptionalConfigArray('apps') ?? []).length > 0,
        `${key}[${index}].apps`,
        'use a GitHub App; a personal token acts for a person (fairway.allowPersonalAccessToken overrides this)',
      ),
      ...unless(
        !integration.getOptionalString('apiBaseUrl')?.startsWith('http:'),
        `${key}[${index}].apiBaseUrl`,
        'use https://; plain http shows the token to the network',
      ),
    ]),
  ];
}

function trustedClusters(config: Config) {
  const key = 'kubernetes.clusterLocatorMethods';
  const methods = config.getOptionalConfigArray(key) ?? [];
  return methods.flatMap((method, index) =>
    (method.getOptionalConfigArray('clusters') ?? []).flatMap(cluster =>
      unless(
        cluster.getOptionalBoolean('skipTLSVerify') !== true,
        `${key}[${index}].clusters.${cluster.getString('name')}.skipTLSVerify`,
        "remove it and give the cluster's caData",
      ),
    ),
  );
}

const RESERVED_KINDS = ['template', 'user', 'group'];

function narrowCatalog(config: Config) {
  const key = 'catalog.rules';
  const rules = config.getOptionalConfigArray(key) ?? [];
  return unless(
    rules.length > 0 &&
      !rules.some(rule =>
        allowedKinds(rule).some(kind => RESERVED_KINDS.includes(kind)),
      ),
    key,
    'allow no Template, User or Group here; give single locations their own rules',
  );
}

function allowedKinds(rule: Config): string[] {
  return [rule.getOptional('allow') ?? []].flat().map(entry => {
    const kind =
      typeof entry === 'object' && entry !== null && 'kind' in entry
        ? entry.kind
        : entry;
    return String(kind).toLocaleLowerCase('en-US');
  });
}
