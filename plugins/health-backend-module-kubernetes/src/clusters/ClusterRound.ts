import type { Entity } from '@backstage/catalog-model';
import type { Pod, Running, Workload } from '../workloads/Workload';
import { Cluster, type ClusterLimits, describeFailure } from './Cluster';
import type { ClusterDetails } from './ClusterDetails';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

const annotation = ({ metadata }: Entity, name: string) =>
  metadata.annotations?.[name];

/** Whether an entity says that it runs in Kubernetes. */
export const runsInKubernetes = (entity: Entity): boolean =>
  Boolean(annotation(entity, ID) || annotation(entity, SELECTOR));

/** In words by what an entity's workloads are found. */
export const soughtBy = (entity: Entity): string =>
  annotation(entity, SELECTOR) ?? `${ID}=${annotation(entity, ID)}`;

const NOTHING: Running = { workloads: [], pods: [] };

function byId(running: Running): Map<string, Running> {
  const found = new Map<string, Running>();
  const of = ({ labels }: Workload | Pod) => {
    const id = labels[ID];
    const known = found.get(id) ?? { workloads: [], pods: [] };
    found.set(id, known);
    return known;
  };
  for (const workload of running.workloads)
    of(workload).workloads.push(workload);
  for (const pod of running.pods) of(pod).pods.push(pod);
  return found;
}

/**
 * What one cluster has in one round. What is labelled with ids is read once for all entities; selectors of an entity's own
 * and namespaces are asked about one by one, once each.
 */
export class ClusterRound {
  readonly details: ClusterDetails;
  readonly #cluster?: Cluster;
  readonly #labelled = new Map<string, Running>();
  readonly #selected = new Map<string, Promise<Running>>();
  readonly #namespaces = new Map<string, Promise<boolean>>();
  #failure?: string;

  private constructor(
    details: ClusterDetails,
    read: { cluster?: Cluster; labelled?: Running; failure?: string },
  ) {
    this.details = details;
    this.#cluster = read.cluster;
    this.#failure = read.failure;
    if (read.labelled) this.#labelled = byId(read.labelled);
  }

  static async start(
    details: ClusterDetails,
    limits: ClusterLimits,
  ): Promise<ClusterRound> {
    if (details.unsupported)
      return new ClusterRound(details, { failure: details.unsupported });
    try {
      const cluster = Cluster.connect(details, limits);
      const labelled = await cluster.running(ID);
      return new ClusterRound(details, { cluster, labelled });
    } catch (error) {
      return new ClusterRound(details, { failure: describeFailure(error) });
    }
  }

  /** Why the cluster can't be asked, if so; once it failed, it is not asked again in this round. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Whether an entity may be in this cluster. */
  concerns(entity: Entity): boolean {
    const only = annotation(entity, CLUSTER);
    return only === undefined || only === this.details.name;
  }

  /** What runs for an entity; nothing where the cluster does not answer. */
  async runningFor(entity: Entity): Promise<Running> {
    const selector = annotation(entity, SELECTOR);
    const running = selector
      ? await this.#ask(this.#selected, selector, NOTHING, cluster =>
          cluster.running(selector),
        )
      : (this.#labelled.get(annotation(entity, ID) ?? '') ?? NOTHING);
    const namespace = annotation(entity, NAMESPACE);
    if (namespace === undefined) return running;
    return {
      workloads: running.workloads.filter(one => one.namespace === namespace),
      pods: running.pods.filter(one => one.namespace === namespace),
    };
  }

  hasNamespace(name: string): Promise<boolean> {
    return this.#ask(this.#namespaces, name, true, cluster =>
      cluster.hasNamespace(name),
    );
  }

  #ask<T>(
    asked: Map<string, Promise<T>>,
    key: string,
    otherwise: T,
    question: (cluster: Cluster) => Promise<T>,
  ): Promise<T> {
    if (!this.#cluster || this.#failure) return Promise.resolve(otherwise);
    let answer = asked.get(key);
    if (!answer) {
      answer = question(this.#cluster).catch(error => {
        this.#failure = describeFailure(error);
        return otherwise;
      });
      asked.set(key, answer);
    }
    return answer;
  }
}
