import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Git } from './Git';

interface Named {
  owner: string;
  name: string;
}

/**
 * The bare repositories on the disk: `<root>/<owner>/<name>.git`. What goes with a row of the store moves within its
 * transaction, so those steps are synchronous.
 */
export class RepositoryFolders {
  readonly #root: string;
  readonly #git: Git;

  constructor(root: string, git: Git) {
    this.#root = root;
    this.#git = git;
  }

  of({ owner, name }: Named): string {
    return join(this.#root, owner, `${name}.git`);
  }

  /**
   * Takes away what a crash left, and makes the empty repository that each new one is a copy of: copying costs a
   * millisecond, `git init` ten.
   */
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

  /** A new empty repository that belongs to nobody yet. */
  async copyTemplate(): Promise<string> {
    const fresh = join(this.#root, `.new-${randomUUID()}`);
    await cp(this.#template, fresh, { recursive: true });
    return fresh;
  }

  /** Gives a folder to a repository. One that is there already without a row is left over from a crash. */
  move(from: string, to: Named): void {
    const folder = this.of(to);
    mkdirSync(dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(from, folder);
  }

  /** Takes a repository's folder out of the way, to be removed, and tells where it is now. */
  putAside(repository: Named): string {
    const aside = join(this.#root, `.deleted-${randomUUID()}`);
    const folder = this.of(repository);
    if (existsSync(folder)) {
      renameSync(folder, aside);
    }
    return aside;
  }

  remove(folder: string): Promise<void> {
    return rm(folder, { recursive: true, force: true });
  }

  get #template(): string {
    return join(this.#root, '.template.git');
  }
}
