import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type HealthAnswer,
  type HealthFinding,
  type HealthProvider,
  healthProvidersExtensionPoint,
} from '@fairway/plugin-health-node';
import healthModuleKubernetes from '.';
import { CuttableProxy } from './__testUtils__/CuttableProxy';
import { TestCluster, eventually } from './__testUtils__/TestCluster';

jest.setTimeout(180_000);

const kubeconfig = process.env.FAIRWAY_TEST_KUBECONFIG;

// Written past the test runner, which shows only that something was skipped.
if (!kubeconfig)
  process.stderr.write(
    'Health of workloads on Kubernetes: skipped, FAIRWAY_TEST_KUBECONFIG is not set\n',
  );

(kubeconfig ? describe : describe.skip)('on Kubernetes', () => {
  let cluster: TestCluster;
  let proxy: CuttableProxy;
  let provider: HealthProvider;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  const { signal } = new AbortController();

  beforeAll(async () => {
    cluster = await TestCluster.create(kubeconfig!);
    proxy = await CuttableProxy.start(cluster.url);
    const addProvider = jest.fn();
    backend = await startTestBackend({
      extensionPoints: [[healthProvidersExtensionPoint, { addProvider }]],
      features: [
        healthModuleKubernetes,
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      ...{ name: 'north', title: 'North', url: proxy.url },
                      authProvider: 'serviceAccount',
                      serviceAccountToken: cluster.token,
                      caData: cluster.caData,
                    },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    [[provider]] = addProvider.mock.calls;
  });
  afterAll(async () => {
    await backend?.stop();
    await proxy?.goAway();
    await cluster?.remove();
  });

  /** What is said of the component that a Deployment is of. */
  async function look(
    name: string,
    previous: HealthFinding[] = [],
    annotations: Record<string, string> = {
      'backstage.io/kubernetes-id': cluster.idOf(name),
    },
  ): Promise<HealthAnswer> {
    const entityRef = `component:default/${name}`;
    const entity = {
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
      metadata: { name, namespace: 'default', annotations },
    };
    expect(provider.appliesTo!(entity)).toBe(true);
    const round = await provider.startRound({ signal });
    const answers = await round.check([{ entityRef, entity, previous }]);
    return answers.get(entityRef)!;
  }
  const lookUntil = (
    name: string,
    text: RegExp,
    previous: HealthFinding[] = [],
  ) =>
    eventually(
      String(text),
      () => look(name, previous),
      ({ findings }) => findings.some(one => text.test(one.text)),
    );

  it('a rollout that works', async () => {
    await cluster.createDeployment('works');
    const { findings } = await lookUntil('works', /2 of 2 Pods available$/);
    expect(findings).toEqual([
      {
        key: `workload north/${cluster.namespace}/Deployment/works`,
        status: 'healthy',
        text: 'Deployment works in staging: 2 of 2 Pods available',
        ...{ part: 'north', sourceTitle: 'Kubernetes, cluster North' },
        ...{ environment: 'staging', production: false },
        link: {
          title: 'Open the Pods',
          url: '/catalog/default/component/works/kubernetes',
        },
      },
    ]);
    const bySelector = await look('works', [], {
      'backstage.io/kubernetes-label-selector': `app=${cluster.idOf('works')}`,
    });
    expect(bySelector.findings).toEqual(findings);
    const elsewhere = await look('works', [], {
      'backstage.io/kubernetes-id': cluster.idOf('works'),
      'backstage.io/kubernetes-namespace': 'default',
    });
    expect(elsewhere.findings).toMatchObject([
      {
        status: 'unknown',
        text: `Nothing with backstage.io/kubernetes-id=${cluster.idOf('works')} runs in any cluster`,
      },
    ]);
  });

  it('one whose Pods find no place, and a rollout that does not get on', async () => {
    await cluster.createDeployment('huge', { cpu: '900', deadline: 2 });
    // The scheduler turns to one Pod after the other.
    const { findings } = await lookUntil(
      'huge',
      /^Deployment huge in staging: 0 of 2 Pods available; 2 Unschedulable \(0\/\d+ nodes are available: .*Insufficient cpu/,
    );
    expect(findings[0]).toMatchObject({ status: 'unhealthy' });
    await lookUntil('huge', /standstill \(ProgressDeadlineExceeded\)/);

    await cluster.createDeployment('grows', { deadline: 2 });
    await lookUntil('grows', /2 of 2 Pods available$/);
    await cluster.askForCpu('grows', '900');
    // The old ones serve on.
    const stuck = await lookUntil(
      'grows',
      /^(?=.*2 of 2 Pods available; 1 Unsched).*ProgressDeadlineExceeded/,
    );
    expect(stuck.findings[0]).toMatchObject({ status: 'degraded' });
  });

  it('a crash loop, and one that restarts again and again', async () => {
    await cluster.createDeployment('crashes');
    await lookUntil('crashes', /2 of 2 Pods available$/);
    const crash = {
      containerStatuses: [
        {
          ...{ name: 'service', image: 'x', imageID: '', ready: false },
          restartCount: 14,
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m' },
          },
          lastState: {
            terminated: {
              ...{ exitCode: 137, reason: 'OOMKilled' },
              finishedAt: new Date(),
            },
          },
        },
      ],
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Initialized', status: 'True' },
        { type: 'Ready', status: 'False' },
        { type: 'ContainersReady', status: 'False' },
      ],
    };
    const [first, second] = await cluster.pods('crashes');
    await cluster.playPod(first, crash);
    const some = await lookUntil('crashes', /1 of 2 Pods available; 1 Crash/);
    expect(some.findings[0]).toMatchObject({
      status: 'degraded',
      text: 'Deployment crashes in staging: 1 of 2 Pods available; 1 CrashLoopBackOff (OOMKilled, 14 restarts)',
    });
    await cluster.playPod(second, crash);
    const all = await lookUntil('crashes', /0 of 2 Pods available; 2 Crash/);
    expect(all.findings[0]).toMatchObject({ status: 'unhealthy' });
    expect(Date.parse(all.findings[0].since!)).not.toBeNaN();
  });

  it('a deleted Deployment, until it is back or its namespace is gone', async () => {
    await cluster.createDeployment('leaves', { replicas: 1 });
    const before = await lookUntil('leaves', /1 of 1 Pods available$/);
    await cluster.deleteDeployment('leaves');
    const gone = await lookUntil('leaves', /is gone/, before.findings);
    expect(gone.findings).toMatchObject([
      {
        ...{ status: 'unhealthy', environment: 'staging', part: 'north' },
        text: `Deployment leaves is gone, and nothing else runs in its namespace ${cluster.namespace}`,
      },
    ]);
    const still = await look('leaves', gone.findings);
    expect(still.findings).toEqual(gone.findings);
    const [missing] = gone.findings;
    const long = { ...missing, since: '2026-01-01T00:00:00.000Z' };
    expect((await look('leaves', [long])).findings).toMatchObject([
      { key: 'nothing', status: 'unknown' },
    ]);
    const elsewhere = {
      ...before.findings[0],
      key: 'workload north/no-such-namespace/Deployment/leaves',
    };
    expect((await look('leaves', [elsewhere])).findings).toMatchObject([
      { key: 'nothing' },
    ]);
    await cluster.createDeployment('leaves', { replicas: 1 });
    const back = await eventually(
      'it to be back',
      () => look('leaves', gone.findings),
      ({ findings }) => findings[0].status === 'healthy',
    );
    expect(back.findings).toHaveLength(1);
  });

  it('the API server gone and back', async () => {
    await lookUntil('works', /2 of 2 Pods available$/);
    await proxy.goAway();
    const away = await look('works');
    expect(away).toEqual({
      findings: [],
      unreachable: [
        { part: 'north', reason: expect.stringContaining('ECONNREFUSED') },
      ],
    });
    await proxy.comeBack();
    const back = await look('works');
    expect(back).toMatchObject({
      findings: [{ status: 'healthy' }],
      unreachable: [],
    });
  });

  it('a service account that may not look', async () => {
    const stranger = jest.fn();
    const other = await startTestBackend({
      extensionPoints: [
        [healthProvidersExtensionPoint, { addProvider: stranger }],
      ],
      features: [
        healthModuleKubernetes,
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      ...{ name: 'north', url: cluster.url },
                      authProvider: 'serviceAccount',
                      ...{ serviceAccountToken: 'no', skipTLSVerify: true },
                    },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    const known = provider;
    [[provider]] = stranger.mock.calls;
    expect((await look('works')).unreachable).toEqual([
      { part: 'north', reason: 'it answered with 401' },
    ]);
    provider = known;
    await other.stop();
  });
});
