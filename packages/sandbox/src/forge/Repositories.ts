import { NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { Git } from './Git';
import { Person, Repository, Visibility } from './model';
import { isRepositoryName } from './names';
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

/** The repositories: their rows, and their bare Git folders under `<state>/repositories/<owner>/<name>.git`. */
export class Repositories {
  readonly #database: ForgeDatabase;
  readonly #events: ForgeEvents;
  readonly #git: Git;
  readonly #root: string;

  constructor(options: {
    database: ForgeDatabase;
    events: ForgeEvents;
    git: Git;
    stateDir: string;
  }) {
    this.#database = options.database;
    this.#events = options.events;
    this.#git = options.git;
    this.#root = join(options.stateDir, 'repositories');
  }

  /** Makes the empty repository that each new one is a copy of: copying costs a millisecond, `git init` ten. */
  async prepare(): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    for (const name of await readdir(this.#root)) {
      if (name.startsWith('.')) {
        await rm(join(this.#root, name), { recursive: true, force: true });
      }
    }
    await this.#git.run([
      'init',
      '--quiet',
      '--bare',
      '--template=',
      '--initial-branch=main',
      this.#template,
    ]);
    await this.#git.run(['config', 'http.receivepack', 'true'], {
      repository: this.#template,
    });
  }

  /** The folder of the bare repository. */
  folder(repository: { owner: string; name: string }): string {
    return join(this.#root, repository.owner, `${repository.name}.git`);
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
    const fresh = join(this.#root, `.new-${randomUUID()}`);
    await cp(this.#template, fresh, { recursive: true });
    try {
      return this.#database.transact(() => this.#insert(options, fresh));
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
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
      renameSync(this.folder(repository), this.folder(renamed));
      return renamed;
    });
  }

  /** Deletes the repository with everything that belongs to it. */
  async delete(repository: Repository, sender: Person): Promise<void> {
    const folder = this.folder(repository);
    const deleted = join(this.#root, `.deleted-${randomUUID()}`);
    this.#database.transact(() => {
      this.#events.emit('repository.deleted', { repository, sender });
      this.#database.run('DELETE FROM repositories WHERE id = ?', [
        repository.id,
      ]);
      if (existsSync(folder)) {
        renameSync(folder, deleted);
      }
    });
    await rm(deleted, { recursive: true, force: true });
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
    const folder = this.folder(repository);
    mkdirSync(dirname(folder), { recursive: true });
    // A folder without a row is left over from a crash between the two.
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
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

  get #template(): string {
    return join(this.#root, '.template.git');
  }
}
