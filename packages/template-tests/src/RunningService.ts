import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A service started as a deploy target starts it: unpacked, by the web line of its Procfile. */
export class RunningService {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;

  private constructor(
    child: ChildProcess,
    exited: Promise<number | null>,
    readonly url: string,
    readonly log: string[],
  ) {
    this.#child = child;
    this.#exited = exited;
  }

  /** @throws if it ends before it listens; the message has its code and what it wrote */
  static async start(
    folder: string,
    environment: Record<string, string> = {},
  ): Promise<RunningService> {
    const procfile = await readFile(join(folder, 'Procfile'), 'utf8');
    const [, command] = /^web: (.+)$/m.exec(procfile) ?? [];
    const child = spawn('sh', ['-c', `exec ${command}`], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        SERVICE_VERSION: 'v1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'close').then(([code]) => code as number | null);
    const log: string[] = [];
    const lines = createInterface({ input: child.stdout! });
    createInterface({ input: child.stderr! }).on('line', line =>
      log.push(line),
    );
    const listening = new Promise<string>(resolve => {
      lines.on('line', line => {
        log.push(line);
        const [, url] =
          /"msg":"Server listening at (http[^"]+)"/.exec(line) ?? [];
        if (url) resolve(url);
      });
    });
    const failed = exited.then(code => {
      throw new Error(`Ended with code ${code}: ${log.join('\n')}`);
    });
    failed.catch(() => undefined);
    return new RunningService(
      child,
      exited,
      await Promise.race([listening, failed]),
      log,
    );
  }

  /** Sends the signal and waits for the end; the exit code, or null if a signal ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.signal(signal);
    return this.#exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  get exited(): Promise<number | null> {
    return this.#exited;
  }
}
