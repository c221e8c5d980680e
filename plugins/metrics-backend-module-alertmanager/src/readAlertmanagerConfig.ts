import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readSecrets } from '@fairway/plugin-metrics-node';

const KEY = 'metrics.alertmanager';

/** For each thing that an alert may say the labels that say it; of several the first that is there. */
export interface AlertLabels {
  service: string[];
  project: string[];
  environment: string[];
  revision: string[];
  version: string[];
}

const DEFAULT_LABELS: AlertLabels = {
  service: ['service'],
  project: [],
  environment: ['environment', 'env'],
  revision: ['revision'],
  version: ['version'],
};

/** What this module is configured with. */
export interface AlertmanagerConfig {
  /** What may stand in the `Authorization` header, as a whole. */
  authorizations: string[];
  labels: AlertLabels;
  namespace: string;
}

/**
 * Reads the configuration; nothing where there is none.
 *
 * @throws InputError with the path of a key that is wrong, and where nothing tells Alertmanager from anybody else
 */
export function readAlertmanagerConfig(
  root: Config,
): AlertmanagerConfig | undefined {
  if (!root.has(KEY)) return undefined;
  const labels = Object.fromEntries(
    Object.entries(DEFAULT_LABELS).map(([name, standard]) => [
      name,
      root.getOptionalStringArray(`${KEY}.labels.${name}`) ?? standard,
    ]),
  ) as unknown as AlertLabels;
  return {
    authorizations: readAuthorizations(root),
    labels,
    namespace: root.getOptionalString(`${KEY}.namespace`) ?? 'default',
  };
}

function readAuthorizations(root: Config): string[] {
  const authorizations: string[] = [];
  if (root.has(`${KEY}.tokens`))
    for (const token of readSecrets(root, `${KEY}.tokens`))
      authorizations.push(`Bearer ${token}`);
  if (root.has(`${KEY}.basic`)) {
    const username = root.getString(`${KEY}.basic.username`);
    for (const password of readSecrets(root, `${KEY}.basic.passwords`))
      authorizations.push(
        `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      );
  }
  if (!authorizations.length)
    throw new InputError(
      `${KEY}: tokens or basic is required; without either anybody could report incidents`,
    );
  return authorizations;
}
