import { Conclusion, Job } from '../store/model';
import { JobDefinition, Workflow } from '../workflow/Workflow';
import { Needs } from '../runner/JobRequest';

/** How a job of the workflow ended, over all its combinations; undefined while one has not. */
export function resultOf(
  key: string,
  jobs: Job[],
): 'success' | 'failure' | 'cancelled' | 'skipped' | undefined {
  const own = jobs.filter(job => job.key === key);
  if (own.length === 0 || own.some(job => job.status !== 'completed')) {
    return undefined;
  }
  const has = (conclusion: Conclusion) =>
    own.some(job => job.conclusion === conclusion && !job.tolerated);
  if (has('failure')) {
    return 'failure';
  }
  if (has('cancelled')) {
    return 'cancelled';
  }
  return own.every(job => job.conclusion === 'skipped') ? 'skipped' : 'success';
}

/** The jobs that must end before this one, however far back. */
function ancestorsOf(key: string, workflow: Workflow): string[] {
  const needs =
    workflow.jobs.find(definition => definition.key === key)?.needs ?? [];
  return [
    ...new Set(needs.flatMap(need => [need, ...ancestorsOf(need, workflow)])),
  ];
}

/** `needs` for a job: result and outputs of each that it names. */
export function needsOf(definition: JobDefinition, jobs: Job[]): Needs {
  return Object.fromEntries(
    definition.needs.map(key => [
      key,
      {
        result: resultOf(key, jobs) ?? 'skipped',
        outputs: Object.assign(
          {},
          ...jobs.filter(job => job.key === key).map(job => job.outputs),
        ),
      },
    ]),
  );
}

/**
 * The status that `success()` and the like see in a job's `if`: failed when any
 * ancestor did, not successful when one was skipped, as on GitHub.
 */
export function ancestorStatus(
  definition: JobDefinition,
  workflow: Workflow,
  jobs: Job[],
): 'success' | 'failure' | 'cancelled' | 'skipped' {
  const results = ancestorsOf(definition.key, workflow).map(key =>
    resultOf(key, jobs),
  );
  return (
    (['failure', 'cancelled', 'skipped'] as const).find(result =>
      results.includes(result),
    ) ?? 'success'
  );
}

/** The jobs of the workflow that can be decided on now: not begun, and all they need has ended. */
export function readyJobs(workflow: Workflow, jobs: Job[]): JobDefinition[] {
  return workflow.jobs.filter(
    definition =>
      !jobs.some(job => job.key === definition.key) &&
      definition.needs.every(key => resultOf(key, jobs) !== undefined),
  );
}

/** How a run ended; undefined while it has not. */
export function runConclusion(
  workflow: Workflow,
  jobs: Job[],
): Conclusion | undefined {
  const results = workflow.jobs.map(({ key }) => resultOf(key, jobs));
  if (results.includes(undefined)) {
    return undefined;
  }
  if (results.includes('failure')) {
    return 'failure';
  }
  if (results.includes('cancelled')) {
    return 'cancelled';
  }
  return results.every(result => result === 'skipped') ? 'skipped' : 'success';
}
