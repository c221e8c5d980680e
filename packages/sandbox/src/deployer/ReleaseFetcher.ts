import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ForgeClient } from './ForgeClient';
import { Release } from './model';
import { unpackRelease } from './unpackRelease';

/** Brings a release's program to this machine: what its run built, nothing else. */
export class ReleaseFetcher {
  readonly #client: ForgeClient;
  readonly #directory: string;

  constructor(options: { client: ForgeClient; directory: string }) {
    this.#client = options.client;
    this.#directory = join(options.directory, 'releases');
  }

  /**
   * Returns the folder with the release, fetched when it is not there.
   *
   * @throws InputError when the run built another commit or the artifact is not what it should be
   */
  async fetch(release: Release): Promise<string> {
    const directory = this.folder(release.id);
    if (existsSync(directory)) {
      return directory;
    }
    const { repository, runId, revision, artifact: name } = release;
    const run = await this.#client.run(repository, runId);
    if (run.head_sha !== revision) {
      throw new InputError(
        `Run ${runId} built ${run.head_sha}, not ${revision}`,
      );
    }
    const artifact = await this.#client.artifact(repository, runId, name);
    const content = await this.#client.download(repository, artifact.id);
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    if (artifact.digest && artifact.digest !== digest) {
      throw new InputError(
        `The artifact has the digest ${digest}, not ${artifact.digest}`,
      );
    }
    await unpackRelease(content, directory);
    return directory;
  }

  /** Removes what was fetched. */
  async remove(releaseId: number): Promise<void> {
    await rm(this.folder(releaseId), { recursive: true, force: true });
  }

  folder(releaseId: number): string {
    return join(this.#directory, String(releaseId));
  }
}
