import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { Repository } from './model';
import { Pull } from './PullRow';

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

/** What somebody says of a pull request. */
export interface Review {
  id: number;
  pullId: number;
  /** Login. */
  reviewer: string;
  state: ReviewState;
  body: string;
  /** The head that was looked at. */
  sha: string;
  submittedAt: string;
}

const columns =
  'id, pull_id AS pullId, reviewer, state, body, sha, submitted_at AS submittedAt';

export class Reviews {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;

  constructor(database: ForgeDatabase, events: ForgeEvents) {
    this.#database = database;
    this.#events = events;
  }

  submit(options: {
    repository: Repository;
    pull: Pull;
    reviewer: string;
    state: ReviewState;
    body?: string;
  }): Review {
    const { repository, pull } = options;
    return this.#database.transact(() => {
      const { id } = this.#database.run(
        `INSERT INTO reviews (pull_id, reviewer, state, body, sha, submitted_at)
         VALUES (@pullId, @reviewer, @state, @body, @sha, @now)`,
        {
          pullId: pull.id,
          reviewer: options.reviewer,
          state: options.state,
          body: options.body ?? '',
          sha: pull.headSha,
          now: new Date().toISOString(),
        },
      );
      const review = this.#database.get<Review>(
        `SELECT ${columns} FROM reviews WHERE id = ?`,
        [id],
      )!;
      this.#events.emit('pull_request_review.submitted', {
        repository,
        pull,
        review,
      });
      return review;
    });
  }

  /** Oldest first. */
  list(pullId: number): Review[] {
    return this.#database.all<Review>(
      `SELECT ${columns} FROM reviews WHERE pull_id = ? ORDER BY id`,
      [pullId],
    );
  }
}
