import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  RbacAuthorizationV1Api,
  type V1Deployment,
  type V1Pod,
  type V1PodStatus,
  setHeaderOptions,
} from '@kubernetes/client-node';

const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
const TURN_MILLISECONDS = 100;

/** A namespace of a real cluster for the time of a test, and a service account that may look at it. */
export class TestCluster {
  readonly #apps: AppsV1Api;
  readonly #core: CoreV1Api;
  readonly #rbac: RbacAuthorizationV1Api;
  readonly url: string;
  readonly caData: string;
  readonly namespace: string;
  readonly token: string;

  private constructor(config: KubeConfig, namespace: string, token: string) {
    this.#apps = config.makeApiClient(AppsV1Api);
    this.#core = config.makeApiClient(CoreV1Api);
    this.#rbac = config.makeApiClient(RbacAuthorizationV1Api);
    const { server, caData } = config.getCurrentCluster()!;
    this.url = server;
    this.caData = caData!;
    this.namespace = namespace;
    this.token = token;
  }

  static async create(kubeconfig: string): Promise<TestCluster> {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const core = config.makeApiClient(CoreV1Api);
    const { metadata } = await core.createNamespace({
      body: { metadata: { generateName: 'health-staging-' } },
    });
    const namespace = metadata!.name!;
    const name = 'portal';
    await core.createNamespacedServiceAccount({
      ...{ namespace, body: { metadata: { name } } },
    });
    await config
      .makeApiClient(RbacAuthorizationV1Api)
      .createClusterRoleBinding({
        body: {
          metadata: { name: namespace },
          subjects: [{ kind: 'ServiceAccount', name, namespace }],
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            ...{ kind: 'ClusterRole', name: 'view' },
          },
        },
      });
    const { status } = await core.createNamespacedServiceAccountToken({
      ...{ namespace, name },
      body: { spec: { audiences: [] } },
    });
    return new TestCluster(config, namespace, status!.token);
  }

  /** What a Deployment is labelled with: nobody else's on the cluster, not even an earlier run's. */
  idOf(name: string): string {
    return `${name}.${this.namespace}`;
  }

  async createDeployment(
    name: string,
    more: { replicas?: number; cpu?: string; deadline?: number } = {},
  ): Promise<void> {
    const id = this.idOf(name);
    const labels = { app: id, 'backstage.io/kubernetes-id': id };
    const body: V1Deployment = {
      metadata: { name, labels },
      spec: {
        replicas: more.replicas ?? 2,
        progressDeadlineSeconds: more.deadline,
        selector: { matchLabels: { app: id } },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                ...{ name: 'service', image: 'example.org/service:1' },
                resources: { requests: { cpu: more.cpu ?? '100m' } },
              },
            ],
          },
        },
      },
    };
    const { namespace } = this;
    await this.#apps.createNamespacedDeployment({ namespace, body });
  }

  /** Changes what a Deployment's Pods ask for, so that they are made anew. */
  async askForCpu(name: string, cpu: string): Promise<void> {
    const { namespace } = this;
    await this.#apps.patchNamespacedDeployment(
      {
        ...{ namespace, name },
        body: {
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    ...{ name: 'service', image: 'example.org/service:2' },
                    resources: { requests: { cpu } },
                  },
                ],
              },
            },
          },
        },
      },
      merge,
    );
  }

  async deleteDeployment(name: string): Promise<void> {
    const { namespace } = this;
    await this.#apps.deleteNamespacedDeployment({ namespace, name });
  }

  async pods(name: string): Promise<V1Pod[]> {
    const { namespace } = this;
    const { items } = await this.#core.listNamespacedPod({
      ...{ namespace, labelSelector: `app=${this.idOf(name)}` },
    });
    return items;
  }

  /** Plays what a kubelet would report of a Pod. */
  async playPod(pod: V1Pod, status: V1PodStatus): Promise<void> {
    const { namespace } = this;
    await this.#core.patchNamespacedPodStatus(
      { namespace, name: pod.metadata!.name!, body: { status } },
      merge,
    );
  }

  async available(name: string): Promise<number> {
    const { namespace } = this;
    const { status } = await this.#apps.readNamespacedDeployment({
      ...{ namespace, name },
    });
    return status?.availableReplicas ?? 0;
  }

  async remove(): Promise<void> {
    await this.#rbac.deleteClusterRoleBinding({ name: this.namespace });
    await this.#core.deleteNamespace({ name: this.namespace });
  }
}

/** Asks again until the answer is as it should be; the cluster's controllers take their time. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
): Promise<T> {
  for (let turn = 0; ; turn++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (turn > 900)
      throw new Error(`${what} did not come about: ${JSON.stringify(answer)}`);
    await new Promise(done => setTimeout(done, TURN_MILLISECONDS));
  }
}
