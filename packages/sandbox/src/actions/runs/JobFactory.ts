import { Forge } from '../../forge/Forge';
import {
  evaluateCondition,
  ExpressionScope,
  interpolate,
  resolveTemplate,
} from '../expressions/evaluateExpression';
import { statusFunctions } from '../runner/JobState';
import { githubContext } from '../runner/githubContext';
import { SecretStore } from '../secrets/SecretStore';
import { Job, Run } from '../store/model';
import { JobStore, NewJob } from '../store/JobStore';
import { Combination, expandMatrix } from '../workflow/expandMatrix';
import { JobDefinition, Workflow } from '../workflow/Workflow';
import { ancestorStatus, needsOf } from './jobResults';
import { RunAnnouncer } from './RunAnnouncer';

function labelsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.map(String);
  }
  const { labels } = (value ?? {}) as { labels?: unknown };
  return labels === undefined ? [] : labelsOf(labels);
}

/** `build (20, ubuntu)`: GitHub shows the values of a job's combination behind its name. */
function defaultName(key: string, matrix: Combination): string {
  const values = Object.values(matrix).map(value =>
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  );
  return values.length > 0 ? `${key} (${values.join(', ')})` : key;
}

/** Makes the jobs of a run once what they need has ended: decides on `if`, expands the matrix. */
export class JobFactory {
  readonly #forge: Forge;
  readonly #jobs: JobStore;
  readonly #secrets: SecretStore;
  readonly #announcer: RunAnnouncer;

  constructor(options: {
    forge: Forge;
    jobs: JobStore;
    secrets: SecretStore;
    announcer: RunAnnouncer;
  }) {
    this.#forge = options.forge;
    this.#jobs = options.jobs;
    this.#secrets = options.secrets;
    this.#announcer = options.announcer;
  }

  /** Stores the jobs that a definition makes: one, one for each combination, or one that is skipped. */
  create(run: Run, workflow: Workflow, definition: JobDefinition): void {
    const jobs = this.#jobs.list(run.id, run.attempt);
    const base = {
      runId: run.id,
      attempt: run.attempt,
      key: definition.key,
      name: definition.name ?? definition.key,
      matrix: {},
      matrixIndex: 0,
      matrixTotal: 1,
      labels: labelsOf(definition.runsOn),
      concurrency: null,
    };
    try {
      const scope = this.#scope(run, workflow, definition, jobs);
      const status = ancestorStatus(definition, workflow, jobs);
      if (!this.#isDue(run, definition, scope, status)) {
        this.#insertEnded(run, base, {
          conclusion: run.cancelRequested ? 'cancelled' : 'skipped',
        });
        return;
      }
      for (const job of this.#expand(base, definition, scope)) {
        this.#announcer.job('queued', run, this.#jobs.insert(job));
      }
    } catch (error) {
      this.#insertEnded(run, base, {
        conclusion: 'failure',
        annotations: [
          {
            level: 'failure',
            message: error instanceof Error ? error.message : String(error),
          },
        ],
      });
    }
  }

  #insertEnded(run: Run, base: NewJob, changes: Partial<Job>) {
    const now = new Date().toISOString();
    const job = this.#jobs.insert({
      ...base,
      status: 'completed',
      startedAt: now,
      completedAt: now,
      ...changes,
    });
    this.#announcer.job('completed', run, job);
  }

  #isDue(
    run: Run,
    definition: JobDefinition,
    scope: ExpressionScope,
    ancestors: ReturnType<typeof ancestorStatus>,
  ): boolean {
    const functions = statusFunctions(
      ancestors === 'success' ? 'success' : 'failure',
    );
    return evaluateCondition(definition.if, {
      ...scope,
      functions: {
        ...functions,
        success: () => ancestors === 'success' && !run.cancelRequested,
        failure: () => ancestors === 'failure' && !run.cancelRequested,
        cancelled: () => run.cancelRequested,
      },
    });
  }

  #expand(
    base: NewJob,
    definition: JobDefinition,
    scope: ExpressionScope,
  ): NewJob[] {
    const { matrix } = definition.strategy;
    const combinations =
      matrix === undefined
        ? [{}]
        : expandMatrix(resolveTemplate(matrix, scope));
    if (combinations.length === 0) {
      throw new Error('Matrix vector does not contain any values');
    }
    return combinations.map((combination, index) => {
      const own = {
        ...scope,
        contexts: { ...scope.contexts, matrix: combination },
      };
      const { concurrency, environment } = definition;
      return {
        ...base,
        name: definition.name
          ? interpolate(definition.name, own)
          : defaultName(definition.key, combination),
        matrix: combination,
        matrixIndex: index,
        matrixTotal: combinations.length,
        labels: labelsOf(resolveTemplate(definition.runsOn, own)),
        tolerated:
          interpolate(String(definition.continueOnError), own) === 'true',
        environment: environment ? interpolate(environment.name, own) : null,
        concurrency: concurrency
          ? {
              group: interpolate(concurrency.group, own),
              cancelInProgress:
                interpolate(String(concurrency.cancelInProgress), own) ===
                'true',
            }
          : null,
      };
    });
  }

  #scope(
    run: Run,
    workflow: Workflow,
    definition: JobDefinition,
    jobs: Job[],
  ): ExpressionScope {
    const repository = this.#forge.repositories.get(run.repositoryId);
    return {
      contexts: {
        github: githubContext({
          run,
          workflow,
          repository,
          actor: this.#forge.people.get(run.actor),
          ownerId: this.#forge.people.organisation(repository.owner)?.id ?? 0,
          url: this.#forge.baseUrl,
        }),
        inputs: run.inputs,
        vars: this.#secrets.variableValues(repository.id),
        needs: needsOf(definition, jobs),
      },
    };
  }
}
