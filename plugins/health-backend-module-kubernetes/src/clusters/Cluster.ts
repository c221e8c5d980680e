import {
  ApiException,
  AppsV1Api,
  type ConfigurationOptions,
  CoreV1Api,
  KubeConfig,
  Observable,
  type ObservableMiddleware,
} from '@kubernetes/client-node';
import type { Running } from '../workloads/Workload';
import { readPod } from '../workloads/readPod';
import {
  readDaemonSet,
  readDeployment,
  readStatefulSet,
} from '../workloads/readWorkload';
import type { ClusterDetails } from './ClusterDetails';

const PAGE = 500;
const NOT_FOUND = 404;
const FORBIDDEN = 403;

type Options = ConfigurationOptions<ObservableMiddleware>;
interface Page<T> {
  items: T[];
  metadata?: { _continue?: string };
}

/** How long a cluster may take to answer, and the signal that ends all of it. */
export interface ClusterLimits {
  signal: AbortSignal;
  /** For one request. */
  timeoutMilliseconds: number;
}

/** Ends requests in time; the client has no time limit of its own. */
function endedBy({ signal, timeoutMilliseconds }: ClusterLimits): Options {
  return {
    middleware: [
      {
        pre: context => {
          context.setSignal(
            AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
          );
          return new Observable(Promise.resolve(context));
        },
        post: context => new Observable(Promise.resolve(context)),
      },
    ],
    middlewareMergeStrategy: 'append',
  };
}

function connect(details: ClusterDetails): KubeConfig {
  const { name, url, caData, skipTlsVerify, token, inCluster } = details;
  const config = new KubeConfig();
  const cluster = { name, server: url, caData, skipTLSVerify: !!skipTlsVerify };
  if (inCluster) {
    config.loadFromCluster();
    config.loadFromClusterAndUser(cluster, config.getCurrentUser()!);
  } else config.loadFromClusterAndUser(cluster, { name, token });
  return config;
}

async function eachPage<T>(
  list: (_continue: string | undefined) => Promise<Page<T>>,
  take: (item: T) => void,
): Promise<void> {
  let next: string | undefined;
  do {
    const page = await list(next);
    page.items.forEach(take);
    next = page.metadata?._continue;
  } while (next);
}

/** In one line what a cluster answered, or why it did not. */
export function describeFailure(error: unknown): string {
  if (error instanceof ApiException)
    return error.code === FORBIDDEN
      ? 'its service account may not list workloads (403)'
      : `it answered with ${error.code}`;
  const { name, message } = error as Error;
  return name === 'AbortError' || name === 'TimeoutError'
    ? 'no answer in time'
    : message;
}

/** Reads from a cluster, and keeps of the answers only what counts, a page at a time. */
export class Cluster {
  readonly details: ClusterDetails;
  readonly #apps: AppsV1Api;
  readonly #core: CoreV1Api;
  readonly #options: Options;

  private constructor(details: ClusterDetails, limits: ClusterLimits) {
    const config = connect(details);
    this.details = details;
    this.#apps = config.makeApiClient(AppsV1Api);
    this.#core = config.makeApiClient(CoreV1Api);
    this.#options = endedBy(limits);
  }

  static connect(details: ClusterDetails, limits: ClusterLimits): Cluster {
    return new Cluster(details, limits);
  }

  /** All workloads and Pods that a label selector fits. */
  async running(labelSelector: string): Promise<Running> {
    const options = this.#options;
    const running: Running = { workloads: [], pods: [] };
    const { workloads, pods } = running;
    const asked = (_continue: string | undefined) => ({
      ...{ labelSelector, limit: PAGE, _continue },
    });
    await Promise.all([
      eachPage(
        at => this.#apps.listDeploymentForAllNamespaces(asked(at), options),
        one => workloads.push(readDeployment(one)),
      ),
      eachPage(
        at => this.#apps.listStatefulSetForAllNamespaces(asked(at), options),
        one => workloads.push(readStatefulSet(one)),
      ),
      eachPage(
        at => this.#apps.listDaemonSetForAllNamespaces(asked(at), options),
        one => workloads.push(readDaemonSet(one)),
      ),
      eachPage(
        at => this.#core.listPodForAllNamespaces(asked(at), options),
        one => pods.push(readPod(one)),
      ),
    ]);
    return running;
  }

  /** Whether a namespace is there; it is taken to be, where that may not be known. */
  async hasNamespace(name: string): Promise<boolean> {
    try {
      const { status } = await this.#core.readNamespace(
        { name },
        this.#options,
      );
      return status?.phase !== 'Terminating';
    } catch (error) {
      if (!(error instanceof ApiException)) throw error;
      return error.code !== NOT_FOUND;
    }
  }
}
