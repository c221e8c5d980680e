import type { DeliveryDay } from '@fairway/plugin-metrics-common';
import type { RunOutcome } from '@fairway/plugin-adoption-common';

/** That a form of Create Service was opened; moments are milliseconds since the epoch. */
export interface AttemptFact {
  attemptId: string;
  template: string;
  openedAt: number;
  taskId?: string;
}

/** All that is kept of a run of a template. The newest observation stands; failures are kept from all of them. */
export interface RunFact {
  taskId: string;
  template: string;
  templateVersion?: string;
  team?: string;
  system?: string;
  name?: string;
  entityRef?: string;
  outcome: RunOutcome;
  /** Whether one of its steps publishes a repository. */
  publishes: boolean;
  startedAt: number;
  endedAt?: number;
  repositoryAt?: number;
  /** When somebody had it tried again after it had failed, the last time. */
  retriedAt?: number;
  failures: FailureFact[];
  observedAt: number;
  /** What a list of tasks says of it: another mark means news. */
  mark: string;
}

export interface FailureFact {
  at: number;
  /** Empty where it failed between steps. */
  step: string;
  stepName: string;
  message: string;
  compared: string;
}

/** What came of a service's delivery, as the metrics plugin has it now. */
export interface DeliveryFact {
  entityRef: string;
  ciAt?: number;
  stagingAt?: number;
  productionAt?: number;
  days: DeliveryDay[];
}

/** What the catalog says of a template. */
export interface TemplateFact {
  template: string;
  version?: string;
  /** Whether one of its steps publishes a repository. */
  publishes: boolean;
}

/** What the catalog says of a component. */
export interface ServiceFact {
  entityRef: string;
  team?: string;
  system?: string;
  template?: string;
  version?: string;
}
