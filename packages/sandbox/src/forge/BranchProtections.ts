import { ForgeDatabase } from './ForgeDatabase';

/** What protects a branch, as the body of the API's PUT says it. */
export interface BranchProtection {
  required_status_checks: { strict: boolean; contexts: string[] } | null;
  enforce_admins: boolean | null;
  required_pull_request_reviews: Record<string, unknown> | null;
  restrictions: {
    users: string[];
    teams: string[];
    apps?: string[];
  } | null;
  required_linear_history?: boolean;
  allow_force_pushes?: boolean | null;
  allow_deletions?: boolean;
  block_creations?: boolean;
  required_conversation_resolution?: boolean;
  lock_branch?: boolean;
  allow_fork_syncing?: boolean;
}

export class BranchProtections {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  find(repositoryId: number, branch: string): BranchProtection | undefined {
    const row = this.#database.get<{ settings: string }>(
      'SELECT settings FROM branch_protections WHERE repository_id = ? AND branch = ?',
      [repositoryId, branch],
    );
    return row && JSON.parse(row.settings);
  }

  /** By branch. */
  list(repositoryId: number): Map<string, BranchProtection> {
    const rows = this.#database.all<{ branch: string; settings: string }>(
      'SELECT branch, settings FROM branch_protections WHERE repository_id = ?',
      [repositoryId],
    );
    return new Map(rows.map(row => [row.branch, JSON.parse(row.settings)]));
  }

  set(repositoryId: number, branch: string, settings: BranchProtection): void {
    this.#database.run(
      'INSERT OR REPLACE INTO branch_protections (repository_id, branch, settings) VALUES (?, ?, ?)',
      [repositoryId, branch, JSON.stringify(settings)],
    );
  }

  delete(repositoryId: number, branch: string): void {
    this.#database.run(
      'DELETE FROM branch_protections WHERE repository_id = ? AND branch = ?',
      [repositoryId, branch],
    );
  }
}
