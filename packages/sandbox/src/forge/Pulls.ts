import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents, PullAction, PushEvent } from './ForgeEvents';
import { Repository } from './model';
import { noObject } from './names';
import { nextNumber } from './nextNumber';
import { Pull, PullRow, toPull } from './PullRow';

export interface OpenPullOptions {
  repository: Repository;
  title: string;
  body?: string | null;
  draft?: boolean;
  /** Login. */
  author: string;
  viaWorkflowToken?: boolean;
  head: { ref: string; sha: string };
  base: { ref: string; sha: string };
}

export interface PullChanges {
  title?: string;
  body?: string | null;
  state?: 'open' | 'closed';
  draft?: boolean;
  baseRef?: string;
  headSha?: string;
  baseSha?: string;
  mergeCommitSha?: string;
  mergedBy?: string;
  mergedAt?: string;
}

/** What is told of a change, and on whose behalf it was made. */
export interface Told {
  action: PullAction;
  /** Login. */
  sender: string;
  viaWorkflowToken?: boolean;
}

/** Pull requests between branches of one repository. */
export class Pulls {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;

  constructor(database: ForgeDatabase, events: ForgeEvents) {
    this.#database = database;
    this.#events = events;
    events.on('push', push => this.#follow(push));
  }

  open(options: OpenPullOptions): Pull {
    const { repository, head, base } = options;
    return this.#database.transact(() => {
      const number = nextNumber(this.#database, repository.id);
      this.#database.run(
        `INSERT INTO pulls (repository_id, number, title, body, author, state, draft, head_ref, head_sha, base_ref,
           base_sha, created_at, updated_at)
         VALUES (@repositoryId, @number, @title, @body, @author, 'open', @draft, @headRef, @headSha, @baseRef,
           @baseSha, @now, @now)`,
        {
          repositoryId: repository.id,
          number,
          title: options.title,
          body: options.body ?? null,
          author: options.author,
          draft: options.draft ? 1 : 0,
          headRef: head.ref,
          headSha: head.sha,
          baseRef: base.ref,
          baseSha: base.sha,
          now: new Date().toISOString(),
        },
      );
      const pull = this.find(repository.id, number)!;
      this.#tell(repository, pull, {
        action: 'opened',
        sender: options.author,
        viaWorkflowToken: options.viaWorkflowToken,
      });
      return pull;
    });
  }

  find(repositoryId: number, number: number): Pull | undefined {
    const row = this.#database.get<PullRow>(
      'SELECT * FROM pulls WHERE repository_id = ? AND number = ?',
      [repositoryId, number],
    );
    return row && toPull(row);
  }

  /** Newest first. */
  list(
    repositoryId: number,
    where: { state?: 'open' | 'closed'; head?: string; base?: string } = {},
  ): Pull[] {
    return this.#database
      .all<PullRow>(
        `SELECT * FROM pulls WHERE repository_id = @repositoryId AND (@state IS NULL OR state = @state)
           AND (@head IS NULL OR head_ref = @head) AND (@base IS NULL OR base_ref = @base)
         ORDER BY number DESC`,
        {
          repositoryId,
          state: where.state ?? null,
          head: where.head ?? null,
          base: where.base ?? null,
        },
      )
      .map(toPull);
  }

  /** Stores the changes and tells the webhooks. */
  update(
    repository: Repository,
    pull: Pull,
    changes: PullChanges,
    told: Told,
  ): Pull {
    const now = new Date().toISOString();
    const next = { ...pull, ...changes };
    return this.#database.transact(() => {
      this.#database.run(
        `UPDATE pulls SET title = @title, body = @body, state = @state, draft = @draft, base_ref = @baseRef,
           head_sha = @headSha, base_sha = @baseSha, merge_commit_sha = @mergeCommitSha, merged_by = @mergedBy,
           merged_at = @mergedAt, closed_at = @closedAt, updated_at = @now WHERE id = @id`,
        {
          id: next.id,
          title: next.title,
          body: next.body,
          state: next.state,
          draft: next.draft ? 1 : 0,
          baseRef: next.baseRef,
          headSha: next.headSha,
          baseSha: next.baseSha,
          mergeCommitSha: next.mergeCommitSha,
          mergedBy: next.mergedBy,
          mergedAt: next.mergedAt,
          closedAt: next.state === 'open' ? null : (pull.closedAt ?? now),
          now,
        },
      );
      const updated = this.find(repository.id, pull.number)!;
      this.#tell(repository, updated, told);
      return updated;
    });
  }

  /** What a push means for open pull requests: new commits, a base that moved on, or a merge made by hand. */
  #follow(push: PushEvent) {
    const branch = push.ref.replace(/^refs\/heads\//, '');
    const { repository } = push;
    if (branch === push.ref) {
      return;
    }
    const by = {
      sender: push.pusher.login,
      viaWorkflowToken: push.viaWorkflowToken,
    };
    const open = this.list(repository.id, { state: 'open' });
    const pushed = new Set(push.commits.map(commit => commit.id));
    for (const pull of open) {
      if (pull.headRef === branch && push.after !== noObject) {
        const told = { action: 'synchronize' as const, ...by };
        this.update(repository, pull, { headSha: push.after }, told);
      } else if (pull.headRef === branch) {
        const told = { action: 'closed' as const, ...by };
        this.update(repository, pull, { state: 'closed' }, told);
      } else if (pull.baseRef === branch && pushed.has(pull.headSha)) {
        this.update(
          repository,
          pull,
          {
            state: 'closed',
            mergeCommitSha: push.after,
            mergedBy: by.sender,
            mergedAt: new Date().toISOString(),
          },
          { action: 'closed', ...by },
        );
      } else if (pull.baseRef === branch) {
        this.#database.run('UPDATE pulls SET base_sha = ? WHERE id = ?', [
          push.after,
          pull.id,
        ]);
      }
    }
  }

  #tell(repository: Repository, pull: Pull, told: Told) {
    this.#events.emit('pull_request', {
      action: told.action,
      repository,
      pull,
      sender: told.sender,
      viaWorkflowToken: told.viaWorkflowToken ?? false,
    });
  }
}
