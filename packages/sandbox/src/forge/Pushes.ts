import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents, PushEvent } from './ForgeEvents';
import { Git } from './Git';
import { commitsOfPush } from './commitsOfPush';
import { KeyedLock } from './KeyedLock';
import { Person, Repository } from './model';
import { noObject } from './names';
import { Repositories } from './Repositories';
import { tidyPacks } from './tidyPacks';

/** On whose behalf refs move. */
export interface Pusher {
  person: Person;
  viaWorkflowToken: boolean;
}

interface OpenPush {
  repository_id: number;
  login: string;
  via_workflow_token: number;
}

/**
 * Every change of refs goes through here, one at a time per repository: it is marked as begun, then made, then what
 * moved is found by comparing Git's refs with the stored ones. So a crash in between loses no event: the mark is found
 * at the next start.
 */
export class Pushes {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;
  readonly #git: Git;
  readonly #repositories: Repositories;
  readonly #lock = new KeyedLock();

  constructor(options: {
    database: ForgeDatabase;
    events: ForgeEvents;
    git: Git;
    repositories: Repositories;
  }) {
    this.#database = options.database;
    this.#events = options.events;
    this.#git = options.git;
    this.#repositories = options.repositories;
  }

  /** Runs what moves refs, then stores and tells what has moved. */
  perform<Result>(
    repositoryId: number,
    pusher: Pusher,
    change: (repository: Repository) => Promise<Result>,
  ): Promise<Result> {
    const result = this.#lock.run(repositoryId, async () => {
      const repository = this.#repositories.get(repositoryId);
      this.#database.run(
        `INSERT OR REPLACE INTO open_pushes (repository_id, login, via_workflow_token) VALUES (?, ?, ?)`,
        [repository.id, pusher.person.login, pusher.viaWorkflowToken ? 1 : 0],
      );
      try {
        return await change(repository);
      } finally {
        await this.#record(repository, pusher);
      }
    });
    // After the answer, before the next push; idle() waits for it.
    this.#lock.run(repositoryId, () => this.#tidy(repositoryId));
    return result;
  }

  /** Runs what no push may happen beside: another name, deletion. */
  exclusively<Result>(
    repositoryId: number,
    change: () => Promise<Result>,
  ): Promise<Result> {
    return this.#lock.run(repositoryId, change);
  }

  /** Takes up pushes that a crash left between Git and the store. */
  async recover(find: (login: string) => Person): Promise<void> {
    const open = this.#database.all<OpenPush>('SELECT * FROM open_pushes');
    for (const push of open) {
      await this.#record(this.#repositories.get(push.repository_id), {
        person: find(push.login),
        viaWorkflowToken: push.via_workflow_token === 1,
      });
    }
  }

  /** Resolves when every push that has begun is written down. */
  idle(): Promise<void> {
    return this.#lock.idle();
  }

  /** Where a ref points, as last stored. */
  shaOf(repositoryId: number, ref: string): string | undefined {
    return this.#database.get<{ sha: string }>(
      'SELECT sha FROM repository_refs WHERE repository_id = ? AND ref = ?',
      [repositoryId, ref],
    )?.sha;
  }

  /** The refs that begin with the prefix, by name. */
  refs(
    repositoryId: number,
    prefix = 'refs/',
  ): Array<{ ref: string; sha: string }> {
    return this.#database.all<{ ref: string; sha: string }>(
      `SELECT ref, sha FROM repository_refs
       WHERE repository_id = @repositoryId AND substr(ref, 1, @length) = @prefix ORDER BY ref`,
      { repositoryId, prefix, length: prefix.length },
    );
  }

  async #record(repository: Repository, pusher: Pusher): Promise<void> {
    const moved = await this.#moved(repository);
    const events: PushEvent[] = [];
    for (const { ref, before, after } of moved) {
      events.push({
        repository,
        ref,
        before,
        after,
        pusher: pusher.person,
        viaWorkflowToken: pusher.viaWorkflowToken,
        ...(await commitsOfPush({
          git: this.#git,
          folder: this.#repositories.folder(repository),
          ref,
          before,
          after,
        })),
      });
    }
    this.#database.transact(() => this.#store(repository, events));
  }

  async #tidy(repositoryId: number): Promise<void> {
    const repository = this.#repositories.findById(repositoryId);
    if (repository) {
      const folder = this.#repositories.folder(repository);
      await tidyPacks(this.#git, folder).catch(error => {
        process.stderr.write(`${folder} could not be tidied: ${error}\n`);
      });
    }
  }

  async #moved(repository: Repository) {
    const output = await this.#git.text(
      ['for-each-ref', '--format=%(objectname) %(refname)'],
      { repository: this.#repositories.folder(repository) },
    );
    const now = new Map(
      output
        .split('\n')
        .filter(Boolean)
        .map(line => [line.slice(41), line.slice(0, 40)]),
    );
    const stored = new Map(
      this.refs(repository.id).map(({ ref, sha }) => [ref, sha]),
    );
    return [...new Set([...stored.keys(), ...now.keys()])]
      .map(ref => ({
        ref,
        before: stored.get(ref) ?? noObject,
        after: now.get(ref) ?? noObject,
      }))
      .filter(({ before, after }) => before !== after);
  }

  #store(repository: Repository, events: PushEvent[]) {
    for (const { ref, after } of events) {
      if (after === noObject) {
        this.#database.run(
          'DELETE FROM repository_refs WHERE repository_id = ? AND ref = ?',
          [repository.id, ref],
        );
      } else {
        this.#database.run(
          'INSERT OR REPLACE INTO repository_refs (repository_id, ref, sha) VALUES (?, ?, ?)',
          [repository.id, ref, after],
        );
      }
    }
    this.#database.run('DELETE FROM open_pushes WHERE repository_id = ?', [
      repository.id,
    ]);
    if (events.length === 0) {
      return;
    }
    this.#database.run('UPDATE repositories SET pushed_at = ? WHERE id = ?', [
      new Date().toISOString(),
      repository.id,
    ]);
    const current = this.#repositories.get(repository.id);
    for (const event of events) {
      this.#events.emit('push', { ...event, repository: current });
    }
  }
}
