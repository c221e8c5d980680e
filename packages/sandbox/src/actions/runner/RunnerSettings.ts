/** Where the runner works and the limits it keeps. */
export interface RunnerSettings {
  /** The forge's origin, for example `http://localhost:7990`. */
  url: string;
  /** The runner's folder: work of running jobs, logs, artifacts, caches. */
  directory: string;
  /** How many jobs run at a time. */
  concurrency: number;
  /** How long a process gets between TERM and KILL. */
  graceMilliseconds: number;
  /** After this a job without `timeout-minutes` is ended; 360, as on GitHub. */
  defaultTimeoutMinutes: number;
  maximumLogBytes: number;
}
