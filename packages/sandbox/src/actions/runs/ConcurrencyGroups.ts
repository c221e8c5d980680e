import { Concurrency, Job, Run } from '../store/model';

/** A run or a job that takes part in a concurrency group. */
interface Member {
  run: Run;
  job?: Job;
  concurrency: Concurrency;
  holds: boolean;
}

/** What a run or job that asks for its group gets. */
export interface Claim {
  granted: boolean;
  /** Members that have to be cancelled for it: those that wait, and those that hold when it says so. */
  supersedes: Array<{ run: Run; job?: Job }>;
}

/**
 * GitHub's concurrency groups: in a group of a repository one runs and one waits.
 * Who comes later takes the place of the one that waits, and with
 * `cancel-in-progress` also of the one that runs. Names ignore case.
 */
export class ConcurrencyGroups {
  readonly #members: Member[];

  /**
   * @param runs - those that have not ended
   * @param hasBegun - whether a run has been let into its group already
   */
  constructor(runs: Run[], jobs: Job[], hasBegun: (run: Run) => boolean) {
    const byId = new Map(runs.map(run => [run.id, run]));
    this.#members = [
      ...runs.flatMap(run =>
        run.concurrency
          ? [{ run, concurrency: run.concurrency, holds: hasBegun(run) }]
          : [],
      ),
      ...jobs.flatMap(job => {
        const run = byId.get(job.runId);
        return run && job.concurrency && job.attempt === run.attempt
          ? [
              {
                run,
                job,
                concurrency: job.concurrency,
                holds: job.status === 'in_progress',
              },
            ]
          : [];
      }),
    ];
  }

  /** Asks for the group of a run, or of one of its jobs. */
  claim(run: Run, job?: Job): Claim {
    const concurrency = job ? job.concurrency : run.concurrency;
    if (!concurrency) {
      return { granted: true, supersedes: [] };
    }
    const others = this.#members.filter(
      member =>
        member.run.repositoryId === run.repositoryId &&
        member.concurrency.group.toLowerCase() ===
          concurrency.group.toLowerCase() &&
        !(
          member.run.id === run.id &&
          (!job || !member.job || member.job.id === job.id)
        ),
    );
    const id = job?.id ?? run.id;
    const isOlder = (member: Member) => (member.job?.id ?? member.run.id) < id;
    const holders = others.filter(member => member.holds);
    const waiting = others.filter(member => !member.holds && isOlder(member));
    return {
      granted: holders.length === 0,
      supersedes: [
        ...(holders.length > 0 || concurrency.cancelInProgress ? waiting : []),
        ...(concurrency.cancelInProgress ? holders : []),
      ],
    };
  }

  /** Notes that a run or job has been let in. */
  enter(run: Run, job?: Job): void {
    for (const member of this.#members) {
      if (member.run.id === run.id && member.job?.id === job?.id) {
        member.holds = true;
      }
    }
  }
}
