import { WorkflowJob } from './workflowRuns';

const FAILED = ['failure', 'timed_out', 'cancelled', 'startup_failure'];
// ISO 8601 at the start of each line, as GitHub writes it, and colours.
const TIMESTAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z\s?/;
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[\d;]*m/g;
const LAST_LINES = 200;
const LONGEST_LINE = 300;

/** A job that went wrong, and the step of it that did. */
export interface FailedStep {
  job: WorkflowJob;
  step?: string;
}

/** The first failed job of a run; what failed counts before what was cancelled because of it. */
export function findFailedStep(jobs: WorkflowJob[]): FailedStep | undefined {
  for (const conclusion of FAILED) {
    const job = jobs.find(candidate => candidate.conclusion === conclusion);
    if (job) {
      const step = job.steps?.find(
        candidate => candidate.conclusion === conclusion,
      );
      return { job, step: step?.name };
    }
  }
  return undefined;
}

/**
 * The line of a log that most likely says what went wrong: the first of the last lines that is marked as an error, else
 * the first that speaks of one, else the last line; without the full stop, since it becomes part of a sentence.
 */
export function findErrorLine(log: string): string | undefined {
  const lines = log
    .split('\n')
    .map(line => line.replace(TIMESTAMP, '').replace(COLOUR, '').trim())
    .filter(line => line !== '')
    .slice(-LAST_LINES);
  const generic = /^##\[error\]Process completed with exit code/;
  const line =
    lines.find(
      candidate =>
        candidate.startsWith('##[error]') && !generic.test(candidate),
    ) ??
    lines.find(
      candidate =>
        !generic.test(candidate) &&
        /\b(error|failed|failure|fatal|not ok|cannot|exception)\b|✖|✕/i.test(
          candidate,
        ),
    ) ??
    lines.at(-1);
  return line
    ?.replace(/^##\[error\]/, '')
    .replace(/\.$/, '')
    .slice(0, LONGEST_LINE);
}

/** What is going on in a run, one line for each job that has begun: "test: npm test (3/7)". */
export function describeProgress(jobs: WorkflowJob[]): string[] {
  return jobs
    .filter(job => job.status !== 'queued' && job.status !== 'waiting')
    .map(job => {
      if (job.status === 'completed') {
        return `${job.name}: ${job.conclusion ?? 'completed'}`;
      }
      const steps = job.steps ?? [];
      const current = steps.findIndex(step => step.status === 'in_progress');
      return current === -1
        ? `${job.name}: running`
        : `${job.name}: ${steps[current].name} (${current + 1}/${steps.length})`;
    });
}
