import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The sandbox as `npm start` runs it: a process of its own, which can be killed. */
export class SandboxProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when it says that it is ready. */
  static async start(
    environment: Record<string, string>,
  ): Promise<SandboxProcess> {
    const child = spawn(
      process.execPath,
      [
        '-r',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, '../main.ts'),
      ],
      {
        env: {
          PATH: process.env.PATH,
          FAIRWAY_FORGE_PORT: '0',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /http:\/\/\S+/.exec(line) ?? [];
      if (url) {
        return new SandboxProcess(child, url);
      }
    }
    throw new Error(`The sandbox did not start: ${stderr}`);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  /** Ends it with a signal; resolves with its exit code, or the signal it died of. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) {
      return exitCode ?? signalCode!;
    }
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    const [code, by] = await exit;
    return code ?? by;
  }
}
