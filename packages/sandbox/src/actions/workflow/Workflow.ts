import type { EventsConfig } from '@actions/workflow-parser/model/workflow-template';

/** Settings of `defaults.run`, before their expressions are evaluated. */
export interface RunDefaults {
  shell?: string;
  workingDirectory?: string;
}

/** A concurrency group as written: one run or job at a time may hold it. */
export interface ConcurrencySetting {
  group: string;
  cancelInProgress: boolean | string;
}

/** What the workflow's token may do, by scope; undefined when the file does not say. */
export type Permissions = Record<string, 'read' | 'write' | 'none'>;

/** A step as written. Values keep their expressions until the step runs. */
export interface StepDefinition {
  id?: string;
  name?: string;
  if?: string | boolean;
  uses?: string;
  with: Record<string, unknown>;
  run?: string;
  shell?: string;
  workingDirectory?: string;
  env: Record<string, unknown>;
  continueOnError: boolean | string;
  timeoutMinutes?: number | string;
}

/** A job as written. */
export interface JobDefinition {
  key: string;
  name?: string;
  needs: string[];
  if?: string | boolean;
  runsOn: unknown;
  env: Record<string, unknown>;
  defaults: RunDefaults;
  outputs: Record<string, unknown>;
  permissions?: Permissions;
  environment?: { name: string; url?: string };
  concurrency?: ConcurrencySetting;
  continueOnError: boolean | string;
  timeoutMinutes?: number | string;
  strategy: {
    matrix?: unknown;
    failFast: boolean | string;
    maxParallel?: number | string;
  };
  steps: StepDefinition[];
  /** Why this runner can't run the job, when it can't. */
  unsupported?: string;
}

/** A workflow file that passed GitHub's own validation. */
export interface Workflow {
  path: string;
  name: string;
  runName?: string;
  on: EventsConfig;
  env: Record<string, unknown>;
  defaults: RunDefaults;
  permissions?: Permissions;
  concurrency?: ConcurrencySetting;
  jobs: JobDefinition[];
}
