import { Annotation, Conclusion, Step } from '../store/model';
import { ExpressionScope } from '../expressions/evaluateExpression';
import { hashFiles } from '../expressions/hashFiles';
import { JobDirectories } from './JobDirectories';

/** How a step ended, as the `steps` context shows it. */
export interface StepResult {
  outputs: Record<string, string>;
  /** Before `continue-on-error`. */
  outcome: Conclusion;
  /** After it. */
  conclusion: Conclusion;
}

/** What changes while a job runs, and the scope in which its expressions are evaluated. */
export class JobState {
  readonly steps: Step[] = [];
  readonly annotations: Annotation[] = [];
  readonly results: Record<string, StepResult> = {};
  /** Set by `env:` of workflow and job, and by GITHUB_ENV. */
  readonly environment: Record<string, string> = {};
  /** Added by GITHUB_PATH; the first is looked into first. */
  readonly paths: string[] = [];
  summary = '';
  failed = false;
  cancelled = false;

  readonly #contexts: Record<string, unknown>;
  readonly #directories: JobDirectories;

  constructor(options: {
    /** The contexts that stay as they are. */
    contexts: Record<string, unknown>;
    directories: JobDirectories;
  }) {
    this.#contexts = options.contexts;
    this.#directories = options.directories;
  }

  get conclusion(): 'success' | 'failure' | 'cancelled' {
    if (this.cancelled) {
      return 'cancelled';
    }
    return this.failed ? 'failure' : 'success';
  }

  /** What an expression sees now, with the step's own `env`. */
  scope(stepEnvironment: Record<string, string> = {}): ExpressionScope {
    return {
      contexts: {
        ...this.#contexts,
        job: { status: this.conclusion },
        steps: this.results,
        env: { ...this.environment, ...stepEnvironment },
      },
      functions: {
        ...statusFunctions(this.conclusion),
        hashfiles: (...patterns) =>
          hashFiles(this.#directories.workspace, patterns),
      },
    };
  }
}

/** `success()`, `failure()`, `always()` and `cancelled()` for a status. */
export function statusFunctions(
  status: 'success' | 'failure' | 'cancelled',
): Record<string, () => boolean> {
  return {
    success: () => status === 'success',
    failure: () => status === 'failure',
    cancelled: () => status === 'cancelled',
    always: () => true,
  };
}
