import { NotFoundError } from '@backstage/errors';
import { join } from 'node:path';
import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { Git } from './Git';
import { Person, Repository, Visibility } from './model';
import { isRepositoryName } from './names';
import { RepositoryFolders } from './RepositoryFolders';
import { RepositoryRow, toRepository } from './RepositoryRow';
import { ValidationFailedError } from './ValidationFailedError';

export interface CreateRepositoryOptions {
  owner: string;
  name: string;
  description?: string | null;
  homepage?: string | null;
  visibility?: Visibility;
  settings?: Record<string, unknown>;
  creator: Person;
}

export type RepositoryChanges = Partial<
  Pick<
    Repository,
    | 'description'
    | 'homepage'
    | 'visibility'
    | 'defaultBranch'
    | 'topics'
    | 'archived'
    | 'settings'
  >
>;

/** The repositories: their rows, and with them their bare Git folders. */
export class Repositories {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;
  readonly #folders: RepositoryFolders;

  constructor(options: {
    database: ForgeDatabase;
    events: ForgeEvents;
    git: Git;
    stateDir: string;
  }) {
    this.#database = options.database;
    this.#events = options.events;
    this.#folders = new RepositoryFolders(
      join(options.stateDir, 'repositories'),
      options.git,
    );
  }

  /** Makes ready what new repositories are copied from. */
  prepare(): Promise<void> {
    return this.#folders.prepare();
  }

  /** The folder of the bare repository. */
  folder(repository: { owner: string; name: string }): string {
    return this.#folders.of(repository);
  }

  find(owner: string, name: string): Repository | undefined {
    const row = this.#database.get<RepositoryRow>(
      'SELECT * FROM repositories WHERE owner = ? AND name = ?',
      [owner, name],
    );
    return row && toRepository(row);
  }

  /** The repository that had this name before. */
  findFormer(owner: string, name: string): Repository | undefined {
    const row = this.#database.get<RepositoryRow>(
      `SELECT r.* FROM repositories r JOIN former_names f ON f.repository_id = r.id
       WHERE f.owner = ? AND f.name = ?`,
      [owner, name],
    );
    return row && toRepository(row);
  }

  findById(id: number): Repository | undefined {
    const row = this.#database.get<RepositoryRow>(
      'SELECT * FROM repositories WHERE id = ?',
      [id],
    );
    return row && toRepository(row);
  }

  /** Throws NotFoundError. */
  get(id: number): Repository {
    const repository = this.findById(id);
    if (!repository) {
      throw new NotFoundError('Not Found');
    }
    return repository;
  }

  /** All of one owner, or all there are, by name. */
  list(owner?: string): Repository[] {
    const rows = owner
      ? this.#database.all<RepositoryRow>(
          'SELECT * FROM repositories WHERE owner = ? ORDER BY name',
          [owner],
        )
      : this.#database.all<RepositoryRow>(
          'SELECT * FROM repositories ORDER BY owner, name',
        );
    return rows.map(toRepository);
  }

  /** Throws ValidationFailedError for a bad name and for one that exists already. */
  async create(options: CreateRepositoryOptions): Promise<Repository> {
    if (!isRepositoryName(options.name)) {
      throw ValidationFailedError.of('Repository', 'name', 'name is invalid');
    }
    this.#refuseTaken(options);
    const fresh = await this.#folders.copyTemplate();
    try {
      return this.#database.transact(() => this.#insert(options, fresh));
    } catch (error) {
      await this.#folders.remove(fresh);
      throw error;
    }
  }

  update(repository: Repository, changes: RepositoryChanges): Repository {
    const next = { ...repository, ...changes };
    this.#database.run(
      `UPDATE repositories SET description = @description, homepage = @homepage, visibility = @visibility,
         default_branch = @defaultBranch, topics = @topics, archived = @archived, settings = @settings,
         updated_at = @updatedAt WHERE id = @id`,
      {
        id: next.id,
        description: next.description,
        homepage: next.homepage,
        visibility: next.visibility,
        defaultBranch: next.defaultBranch,
        topics: JSON.stringify(next.topics),
        archived: next.archived ? 1 : 0,
        settings: JSON.stringify(next.settings),
        updatedAt: new Date().toISOString(),
      },
    );
    return this.get(repository.id);
  }

  /** Gives the repository another name. Throws ValidationFailedError when that is taken or bad. */
  rename(repository: Repository, name: string): Repository {
    if (!isRepositoryName(name)) {
      throw ValidationFailedError.of('Repository', 'name', 'name is invalid');
    }
    return this.#database.transact(() => {
      this.#refuseTaken({ owner: repository.owner, name });
      this.#database.run(
        'UPDATE repositories SET name = ?, updated_at = ? WHERE id = ?',
        [name, new Date().toISOString(), repository.id],
      );
      this.#database.run(
        'INSERT OR REPLACE INTO former_names (owner, name, repository_id) VALUES (?, ?, ?)',
        [repository.owner, repository.name, repository.id],
      );
      this.#forgetFormer(repository.owner, name);
      const renamed = this.get(repository.id);
      this.#folders.move(this.folder(repository), renamed);
      return renamed;
    });
  }

  /** Deletes the repository with everything that belongs to it. */
  async delete(repository: Repository, sender: Person): Promise<void> {
    const folder = this.#database.transact(() => {
      this.#events.emit('repository.deleted', { repository, sender });
      this.#database.run('DELETE FROM repositories WHERE id = ?', [
        repository.id,
      ]);
      return this.#folders.putAside(repository);
    });
    await this.#folders.remove(folder);
  }

  #insert(options: CreateRepositoryOptions, fresh: string): Repository {
    // Two may ask for one name at once: who comes second finds the row here.
    this.#refuseTaken(options);
    this.#forgetFormer(options.owner, options.name);
    const now = new Date().toISOString();
    const { id } = this.#database.run(
      `INSERT INTO repositories (owner, name, description, homepage, visibility, default_branch, topics, settings,
         created_at, updated_at, pushed_at)
       VALUES (@owner, @name, @description, @homepage, @visibility, 'main', '[]', @settings, @now, @now, @now)`,
      {
        owner: options.owner,
        name: options.name,
        description: options.description ?? null,
        homepage: options.homepage ?? null,
        visibility: options.visibility ?? 'private',
        settings: JSON.stringify(options.settings ?? {}),
        now,
      },
    );
    const repository = this.get(id);
    this.#folders.move(fresh, repository);
    this.#events.emit('repository.created', {
      repository,
      sender: options.creator,
    });
    return repository;
  }

  #refuseTaken(options: { owner: string; name: string }) {
    if (this.find(options.owner, options.name)) {
      throw new ValidationFailedError('Repository creation failed.', [
        {
          resource: 'Repository',
          code: 'custom',
          field: 'name',
          message: 'name already exists on this account',
        },
      ]);
    }
  }

  /** A name that is in use again leads nowhere else. */
  #forgetFormer(owner: string, name: string) {
    this.#database.run(
      'DELETE FROM former_names WHERE owner = ? AND name = ?',
      [owner, name],
    );
  }
}
