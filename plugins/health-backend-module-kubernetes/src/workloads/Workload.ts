/** What of a Deployment, StatefulSet or DaemonSet says how it is. Moments are milliseconds since the epoch. */
export interface Workload {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** Labels that its Pods have. */
  selector: Record<string, string>;
  wanted: number;
  available: number;
  /** Its Pods are being replaced, or made for the first time. */
  rollingOut: boolean;
  /** Why a rollout came to a standstill. */
  stuck?: string;
  /** Since when fewer are available than must be. */
  unavailableSince?: number;
}

/** What of a Pod says what is wrong with it. */
export interface Pod {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  /** Such as CrashLoopBackOff; absent where nothing is wrong. */
  failing?: { reason: string; detail?: string };
  /** Of the container that was started again most often. */
  restarts: number;
  lastRestartAt?: number;
  /** Why it ended the last time, such as OOMKilled. */
  lastExit?: string;
}

/** What runs in a cluster for one entity. */
export interface Running {
  workloads: Workload[];
  pods: Pod[];
}
