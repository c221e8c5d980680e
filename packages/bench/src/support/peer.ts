import { type ChildProcess, fork } from 'node:child_process';

/** A process of a benchmark that answers questions. */
export interface Peer {
  ask<T>(question: string): Promise<T>;
  stop(): Promise<void>;
  /** Ends it as a crash would: nothing is told, nothing is put in order. */
  kill(): Promise<void>;
}

/** Starts a TypeScript file as a process; it sends one message when it is ready. */
export async function startPeer<T>(
  file: string,
  environment: Record<string, string>,
): Promise<Peer & { ready: T }> {
  const child = fork(file, {
    env: { ...process.env, ...environment },
    execArgv: ['-r', '@backstage/cli/config/nodeTransform.cjs'],
    // What it says goes beside the table, not into it.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
  const ready = await nextMessage<T>(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    ready,
    ask: question => {
      const answer = nextMessage<never>(child);
      child.send(question);
      return answer;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** What a process of a benchmark answers with. */
export function tell(figure: unknown): void {
  process.send!({ figure });
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(
        new Error(`A process of the benchmark ended with ${code ?? signal}`),
      );
    const read = (message: { figure?: T }) => {
      // Whatever loads TypeScript tells its parent about files as well.
      if ('figure' in message) {
        child.off('exit', ended).off('message', read);
        resolve(message.figure as T);
      }
    };
    child.once('exit', ended).on('message', read);
  });
}
