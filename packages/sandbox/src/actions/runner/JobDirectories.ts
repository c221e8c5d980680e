import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of one job, laid out as on GitHub's runners. Removed when the job ends. */
export class JobDirectories {
  readonly root: string;
  /** GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** RUNNER_WORKSPACE. */
  readonly runnerWorkspace: string;
  /** RUNNER_TEMP. */
  readonly temporary: string;
  readonly home: string;
  /** RUNNER_TOOL_CACHE. */
  readonly tools: string;

  private constructor(root: string, repository: string) {
    this.root = root;
    this.runnerWorkspace = join(root, 'work', repository);
    this.workspace = join(this.runnerWorkspace, repository);
    this.temporary = join(root, 'temp');
    this.home = join(root, 'home');
    this.tools = join(root, 'tools');
  }

  static create(options: {
    directory: string;
    jobId: number;
    repository: string;
  }): JobDirectories {
    const directories = new JobDirectories(
      join(options.directory, 'work', String(options.jobId)),
      options.repository,
    );
    directories.remove();
    for (const folder of [
      directories.workspace,
      directories.temporary,
      directories.home,
      directories.tools,
    ]) {
      mkdirSync(folder, { recursive: true });
    }
    return directories;
  }

  remove(): void {
    // A process that is just ending may still write: try again a few times.
    rmSync(this.root, {
      recursive: true,
      force: true,
      maxRetries: 5,
      retryDelay: 100,
    });
  }
}
