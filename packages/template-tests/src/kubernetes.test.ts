import type {
  KubernetesObject,
  V1Deployment,
  V1SecurityContext,
} from '@kubernetes/client-node';
import { RestrictedNamespace } from './RestrictedNamespace';
import { ServiceRepository } from './ServiceRepository';
import { startScaffolder } from './startScaffolder';
import { openTemplate } from './template';

const kubeconfig = process.env.FAIRWAY_TEST_KUBECONFIG;
const seconds = 1000;

/** What a release of the rendered service puts into `staging/`, as a deployer reads it. */
async function releasedManifests(): Promise<KubernetesObject[]> {
  const scaffolder = await startScaffolder({ host: 'localhost:7990' });
  const { files } = await scaffolder.render(openTemplate('node-service'), {
    name: 'orders',
    owner: 'group:default/checkout',
    description: 'Takes orders',
    tier: '2',
  });
  await scaffolder.stop();
  const repository = await ServiceRepository.create(files);
  try {
    const clone = await repository.clone();
    await clone.run('scripts/release.mjs', {
      GITHUB_REPOSITORY: 'acme/orders',
      GITHUB_SHA: clone.revision,
      GITHUB_RUN_NUMBER: '1',
      GITHUB_RUN_ID: '1001',
    });
    const paths = await repository.list();
    return await Promise.all(paths.map(path => repository.read(path)));
  } finally {
    await repository.remove();
  }
}

// Written past the test runner, which shows only that something was skipped.
if (!kubeconfig) {
  process.stderr.write(
    'Manifests on Kubernetes: skipped, FAIRWAY_TEST_KUBECONFIG is not set\n',
  );
}

(kubeconfig ? describe : describe.skip)(
  'on Kubernetes, where the restricted profile is enforced',
  () => {
    let namespace: RestrictedNamespace;
    let manifests: KubernetesObject[];

    beforeAll(async () => {
      [namespace, manifests] = await Promise.all([
        RestrictedNamespace.create(kubeconfig!),
        releasedManifests(),
      ]);
    }, 60 * seconds);
    afterAll(() => namespace?.remove());

    it(
      'a release becomes available, with as many replicas as its tier has',
      async () => {
        for (const manifest of manifests) {
          await namespace.apply(manifest);
        }
        const deployment = await namespace.waitForDeployment(
          'orders',
          status =>
            status.availableReplicas === 2 &&
            status.conditions?.some(
              (one: { type: string; status: string }) =>
                one.type === 'Available' && one.status === 'True',
            ),
          AbortSignal.timeout(90 * seconds),
        );
        expect(deployment.metadata.labels).toMatchObject({
          'app.kubernetes.io/version': 'v1',
          'backstage.io/kubernetes-id': 'orders',
        });
        expect(manifests.map(({ kind }) => kind).sort()).toEqual([
          'ConfigMap',
          'Deployment',
          'HorizontalPodAutoscaler',
          'NetworkPolicy',
          'PodDisruptionBudget',
          'Service',
          'ServiceAccount',
        ]);
      },
      120 * seconds,
    );

    it.each<[string, Partial<V1SecurityContext>]>([
      ['privileged', { privileged: true, allowPrivilegeEscalation: true }],
      ['root', { runAsNonRoot: false, runAsUser: 0 }],
      ['capable', { capabilities: { add: ['NET_ADMIN'], drop: [] } }],
    ])(
      'a copy made %s gets no Pod',
      async (name, loosened) => {
        const copy: V1Deployment = structuredClone(
          manifests.find(({ kind }) => kind === 'Deployment')!,
        );
        const { metadata, spec } = copy.spec!.template;
        const [container] = spec!.containers;
        copy.metadata!.name = name;
        copy.spec!.selector = { matchLabels: { app: name } };
        metadata!.labels = { app: name };
        spec!.topologySpreadConstraints = [];
        container.securityContext = {
          ...container.securityContext,
          ...loosened,
        };
        await expect(refusal(copy)).resolves.toMatch(
          // Some clusters refuse privileged containers before they look at the namespace.
          /violates PodSecurity "restricted|privileged: Forbidden/,
        );
      },
      90 * seconds,
    );

    /** Why the cluster makes no Pod of a Deployment. */
    async function refusal(deployment: V1Deployment): Promise<string> {
      try {
        await namespace.apply(deployment);
      } catch (error) {
        return (error as Error).message;
      }
      const failure = ({ type }: { type: string }) => type === 'ReplicaFailure';
      const { status } = await namespace.waitForDeployment(
        deployment.metadata!.name!,
        ({ conditions }) => conditions?.some(failure),
        AbortSignal.timeout(60 * seconds),
      );
      return status.conditions.find(failure).message;
    }

    it('a field that does not exist is refused', async () => {
      const copy = structuredClone(
        manifests.find(({ kind }) => kind === 'Service')!,
      ) as any;
      copy.spec.selektor = {};
      await expect(namespace.apply(copy)).rejects.toThrow(/selektor/);
    });
  },
);
