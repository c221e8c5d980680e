import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { Repository } from './model';
import { nextNumber } from './nextNumber';

export type StateReason = 'completed' | 'not_planned' | 'reopened';

export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  /** Login. */
  author: string;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  labels: string[];
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface IssueChanges {
  title?: string;
  body?: string | null;
  state?: 'open' | 'closed';
  stateReason?: StateReason | null;
  labels?: string[];
}

type IssueRow = Omit<Issue, 'labels'> & { labels: string };

const columns = `id, number, title, body, author, state, state_reason AS stateReason, labels, created_at AS createdAt,
  updated_at AS updatedAt, closed_at AS closedAt`;

const toIssue = (row: IssueRow): Issue => ({
  ...row,
  labels: JSON.parse(row.labels),
});

/** Issues of repositories, with labels by name; each change is told to the webhooks. */
export class Issues {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;

  constructor(database: ForgeDatabase, events: ForgeEvents) {
    this.#database = database;
    this.#events = events;
  }

  open(options: {
    repository: Repository;
    title: string;
    body?: string | null;
    labels?: string[];
    author: string;
  }): Issue {
    const { repository, author: sender } = options;
    return this.#database.transact(() => {
      const number = nextNumber(this.#database, repository.id);
      const labels = [...new Set(options.labels)];
      this.#database.run(
        `INSERT INTO issues (repository_id, number, title, body, author, state, labels, created_at, updated_at)
         VALUES (@repositoryId, @number, @title, @body, @author, 'open', @labels, @now, @now)`,
        {
          repositoryId: repository.id,
          number,
          title: options.title,
          body: options.body ?? null,
          author: sender,
          labels: JSON.stringify(labels),
          now: new Date().toISOString(),
        },
      );
      const issue = this.find(repository.id, number)!;
      const about = { repository, issue, sender };
      this.#events.emit('issues', { action: 'opened', ...about });
      for (const label of labels) {
        this.#events.emit('issues', { action: 'labeled', label, ...about });
      }
      return issue;
    });
  }

  find(repositoryId: number, number: number): Issue | undefined {
    const row = this.#database.get<IssueRow>(
      `SELECT ${columns} FROM issues WHERE repository_id = ? AND number = ?`,
      [repositoryId, number],
    );
    return row && toIssue(row);
  }

  /** Newest first. */
  list(repositoryId: number): Issue[] {
    return this.#database
      .all<IssueRow>(
        `SELECT ${columns} FROM issues WHERE repository_id = ? ORDER BY number DESC`,
        [repositoryId],
      )
      .map(toIssue);
  }

  update(
    repository: Repository,
    before: Issue,
    changes: IssueChanges,
    sender: string,
  ): Issue {
    return this.#database.transact(() => {
      const now = new Date().toISOString();
      const state = changes.state ?? before.state;
      const turned = state !== before.state;
      this.#database.run(
        `UPDATE issues SET title = @title, body = @body, state = @state, state_reason = @reason, labels = @labels,
           updated_at = @now, closed_at = @closedAt WHERE id = @id`,
        {
          id: before.id,
          title: changes.title ?? before.title,
          body: changes.body === undefined ? before.body : changes.body,
          state,
          reason: turned
            ? (changes.stateReason ??
              (state === 'closed' ? 'completed' : 'reopened'))
            : before.stateReason,
          labels: JSON.stringify([...new Set(changes.labels ?? before.labels)]),
          now,
          closedAt: closedAt(before, state, now),
        },
      );
      const issue = this.find(repository.id, before.number)!;
      this.#tell(repository, before, issue, sender);
      return issue;
    });
  }

  /** GitHub tells each label, and each kind of change, by itself. */
  #tell(repository: Repository, before: Issue, issue: Issue, sender: string) {
    const about = { repository, issue, sender };
    for (const label of issue.labels) {
      if (!before.labels.includes(label)) {
        this.#events.emit('issues', { action: 'labeled', label, ...about });
      }
    }
    for (const label of before.labels) {
      if (!issue.labels.includes(label)) {
        this.#events.emit('issues', { action: 'unlabeled', label, ...about });
      }
    }
    if (issue.title !== before.title || issue.body !== before.body) {
      this.#events.emit('issues', { action: 'edited', ...about });
    }
    if (issue.state !== before.state) {
      const action = issue.state === 'closed' ? 'closed' : 'reopened';
      this.#events.emit('issues', { action, ...about });
    }
  }
}

function closedAt(before: Issue, state: Issue['state'], now: string) {
  if (state === 'open') {
    return null;
  }
  return before.closedAt ?? now;
}
