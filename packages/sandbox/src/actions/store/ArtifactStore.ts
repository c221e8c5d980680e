import { ConflictError, InputError } from '@backstage/errors';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { writeZip, ZipEntry } from '../../archive/writeZip';
import { ForgeDatabase } from '../../forge/ForgeDatabase';
import { Artifact } from './model';

interface ArtifactRow {
  id: number;
  repository_id: number;
  run_id: number;
  attempt: number;
  name: string;
  size: number;
  digest: string;
  created_at: string;
  expires_at: string;
}

/** The characters GitHub forbids in an artifact's name. */
const FORBIDDEN = /["<>:|*?\r\n\\/]/;
const DAY = 24 * 60 * 60 * 1000;

function toArtifact(row: ArtifactRow): Artifact {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    runId: row.run_id,
    attempt: row.attempt,
    name: row.name,
    size: row.size,
    digest: row.digest,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** What a job uploads. */
export interface NewArtifact {
  repositoryId: number;
  runId: number;
  attempt: number;
  name: string;
  entries: ZipEntry[];
  compressionLevel: number;
  retentionDays: number;
  overwrite: boolean;
}

/** The artifacts of runs, each a zip file as GitHub serves it. */
export class ArtifactStore {
  readonly #database: ForgeDatabase;
  readonly #directory: string;

  constructor(options: { database: ForgeDatabase; directory: string }) {
    this.#database = options.database;
    this.#directory = join(options.directory, 'artifacts');
  }

  /**
   * Stores an artifact.
   *
   * @throws InputError for a bad name, ConflictError when the attempt has one of that name
   */
  async add(options: NewArtifact): Promise<Artifact> {
    const { repositoryId, runId, attempt, name } = options;
    if (!name || name.length > 200 || FORBIDDEN.test(name)) {
      throw new InputError(`The artifact name is not valid: ${name}`);
    }
    const existing = this.list(runId, name)[0];
    if (existing?.attempt === attempt && !options.overwrite) {
      throw new ConflictError(
        `Failed to CreateArtifact: (409) Conflict: an artifact with the name ${name} already exists on the workflow run`,
      );
    }
    const { size, digest } = await writeZip(
      this.file({ runId, name }),
      options.entries,
      options.compressionLevel,
    );
    const now = Date.now();
    const { id } = this.#database.run(
      `INSERT OR REPLACE INTO artifacts (repository_id, run_id, attempt, name, size, digest, created_at, expires_at)
       VALUES (@repositoryId, @runId, @attempt, @name, @size, @digest, @createdAt, @expiresAt)`,
      {
        repositoryId,
        runId,
        attempt,
        name,
        size,
        digest,
        createdAt: new Date(now).toISOString(),
        expiresAt: new Date(now + options.retentionDays * DAY).toISOString(),
      },
    );
    return this.find(id) as Artifact;
  }

  find(id: number): Artifact | undefined {
    const row = this.#database.get<ArtifactRow>(
      'SELECT * FROM artifacts WHERE id = ?',
      [id],
    );
    return row && toArtifact(row);
  }

  /** The artifacts of a run, or the one with this name. */
  list(runId: number, name?: string): Artifact[] {
    return this.#database
      .all<ArtifactRow>(
        'SELECT * FROM artifacts WHERE run_id = @runId AND (@name IS NULL OR name = @name) ORDER BY id',
        { runId, name: name ?? null },
      )
      .map(toArtifact);
  }

  /** The artifacts of a repository, the newest first. */
  listAll(repositoryId: number, name?: string): Artifact[] {
    return this.#database
      .all<ArtifactRow>(
        `SELECT * FROM artifacts WHERE repository_id = @repositoryId AND (@name IS NULL OR name = @name)
         ORDER BY id DESC`,
        { repositoryId, name: name ?? null },
      )
      .map(toArtifact);
  }

  delete(artifact: Artifact): void {
    this.#database.run('DELETE FROM artifacts WHERE id = ?', [artifact.id]);
    rmSync(this.file(artifact), { force: true });
  }

  /** Deletes what has been kept as long as it was asked to be. */
  deleteExpired(): void {
    this.#database
      .all<ArtifactRow>('SELECT * FROM artifacts WHERE expires_at < ?', [
        new Date().toISOString(),
      ])
      .map(toArtifact)
      .forEach(artifact => this.delete(artifact));
  }

  /** The zip file of an artifact. */
  file(artifact: Pick<Artifact, 'runId' | 'name'>): string {
    return join(
      this.#directory,
      String(artifact.runId),
      `${artifact.name}.zip`,
    );
  }
}
