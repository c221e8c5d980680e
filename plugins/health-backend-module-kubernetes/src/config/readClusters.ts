import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readFileSync } from 'node:fs';
import type { ClusterDetails } from '../clusters/ClusterDetails';

const KEY = 'kubernetes.clusterLocatorMethods';
const AUTH_PROVIDER = 'kubernetes.io/auth-provider';
/** What `kubectl proxy` listens on, as the Kubernetes plugin has it. */
const KUBECTL_PROXY = 'http://localhost:8001';

/**
 * The clusters that the Kubernetes plugin is configured with. Those that it finds by other ways than the configuration, or
 * signs in to by other ways than a service account, are listed with why they can't be looked at.
 *
 * @throws InputError with the path of the key that is wrong
 */
export function readClusters(root: Config): ClusterDetails[] {
  const methods = root.getOptionalConfigArray(KEY) ?? [];
  const clusters = methods.flatMap((method): ClusterDetails[] => {
    const type = method.getString('type');
    switch (type) {
      case 'config':
        return method.getConfigArray('clusters').map(readCluster);
      case 'localKubectlProxy':
        return [{ name: 'local', title: 'local', url: KUBECTL_PROXY }];
      default:
        return [
          {
            ...{ name: type, title: type, url: '' },
            unsupported: `clusters found by "${type}" are not looked at`,
          },
        ];
    }
  });
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InputError(`${KEY}: there are two clusters named "${twice}"`);
  return clusters;
}

function readCluster(config: Config): ClusterDetails {
  const name = config.getString('name');
  const authProvider =
    config
      .getOptionalConfig('authMetadata')
      ?.getOptionalString(AUTH_PROVIDER) ??
    config.getOptionalString('authProvider');
  const caFile = config.getOptionalString('caFile');
  const caData =
    config.getOptionalString('caData') ??
    (caFile && readFileSync(caFile).toString('base64'));
  const token =
    config.getOptionalString('serviceAccountToken') ??
    config
      .getOptionalConfig('authMetadata')
      ?.getOptionalString('serviceAccountToken');
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    url: config.getString('url'),
    skipTlsVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
    ...(caData && { caData }),
    ...signIn(authProvider, token),
  };
}

function signIn(
  authProvider: string | undefined,
  token: string | undefined,
): Partial<ClusterDetails> {
  if (authProvider === 'localKubectlProxy') return {};
  if (authProvider !== 'serviceAccount')
    return {
      unsupported: `signing in by "${authProvider}" is not possible here, only by a service account`,
    };
  return token ? { token } : { inCluster: true };
}
