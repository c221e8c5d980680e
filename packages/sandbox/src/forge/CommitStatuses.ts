import { ForgeDatabase } from './ForgeDatabase';

export const statusStates = ['error', 'failure', 'pending', 'success'] as const;

export type StatusState = (typeof statusStates)[number];

/** What somebody reported about a commit, beside the runs of workflows. */
export interface CommitStatus {
  id: number;
  sha: string;
  /** Who reported it, and about what: "ci/build". */
  context: string;
  state: StatusState;
  description: string | null;
  targetUrl: string | null;
  /** Login. */
  creator: string;
  createdAt: string;
}

const columns =
  'id, sha, context, state, description, target_url AS targetUrl, creator, created_at AS createdAt';

export class CommitStatuses {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  report(
    repositoryId: number,
    status: Omit<CommitStatus, 'id' | 'createdAt'>,
  ): CommitStatus {
    const { id } = this.#database.run(
      `INSERT INTO commit_statuses (repository_id, sha, context, state, description, target_url, creator, created_at)
       VALUES (@repositoryId, @sha, @context, @state, @description, @targetUrl, @creator, @now)`,
      { ...status, repositoryId, now: new Date().toISOString() },
    );
    return this.#database.get<CommitStatus>(
      `SELECT ${columns} FROM commit_statuses WHERE id = ?`,
      [id],
    )!;
  }

  /** All that was reported about a commit, newest first. */
  list(repositoryId: number, sha: string): CommitStatus[] {
    return this.#database.all<CommitStatus>(
      `SELECT ${columns} FROM commit_statuses WHERE repository_id = ? AND sha = ? ORDER BY id DESC`,
      [repositoryId, sha],
    );
  }

  /** What was reported last in each context. */
  latest(repositoryId: number, sha: string): CommitStatus[] {
    const contexts = new Map<string, CommitStatus>();
    for (const status of this.list(repositoryId, sha)) {
      if (!contexts.has(status.context)) {
        contexts.set(status.context, status);
      }
    }
    return [...contexts.values()];
  }
}

/** As GitHub combines them: what went wrong counts first, and nothing reported is pending. */
export function combinedState(
  latest: readonly CommitStatus[],
): Exclude<StatusState, 'error'> {
  const states = latest.map(({ state }) => state);
  if (states.includes('error') || states.includes('failure')) {
    return 'failure';
  }
  return states.length === 0 || states.includes('pending')
    ? 'pending'
    : 'success';
}
