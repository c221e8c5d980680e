import { mockServices } from '@backstage/backend-test-utils';
import { readClusters } from './readClusters';

const read = (clusterLocatorMethods?: object[]) =>
  readClusters(
    mockServices.rootConfig({
      data: { kubernetes: { clusterLocatorMethods } as any },
    }),
  );
const cluster = (more: object = {}) => ({
  ...{ name: 'north', url: 'https://north.example.org' },
  authProvider: 'serviceAccount',
  ...more,
});
const config = (...clusters: object[]) => [{ type: 'config', clusters }];

it('takes the clusters of the Kubernetes plugin', () => {
  expect(read()).toEqual([]);
  expect(
    read([
      ...config(
        cluster({ title: 'North', serviceAccountToken: 't', caData: 'Y2E=' }),
        cluster({ name: 'here' }),
        cluster({ name: 'proxied', authProvider: 'localKubectlProxy' }),
      ),
      { type: 'localKubectlProxy' },
    ]),
  ).toMatchObject([
    { name: 'north', title: 'North', token: 't', caData: 'Y2E=' },
    { name: 'here', title: 'here', inCluster: true, skipTlsVerify: false },
    { name: 'proxied', url: 'https://north.example.org' },
    { name: 'local', url: 'http://localhost:8001' },
  ]);
});

it('says which it can not look at', () => {
  expect(
    read([{ type: 'gke' }, ...config(cluster({ authProvider: 'aws' }))]),
  ).toMatchObject([
    { name: 'gke', unsupported: 'clusters found by "gke" are not looked at' },
    { name: 'north', unsupported: expect.stringContaining('"aws"') },
  ]);
});

it('does not take two of one name', () => {
  expect(() => read(config(cluster(), cluster()))).toThrow(
    'kubernetes.clusterLocatorMethods: there are two clusters named "north"',
  );
});
