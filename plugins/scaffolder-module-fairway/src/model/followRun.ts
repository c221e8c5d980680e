import { ResponseError } from '@backstage/errors';
import type {
  LogEvent,
  ScaffolderApi,
} from '@backstage/plugin-scaffolder-common';
import type { Run } from '../api';

/** Longest wait between two tries to connect, in milliseconds. */
const LONGEST_WAIT = 10_000;
/** Events come in bursts; they are handed on at most this often, in milliseconds. */
const BURST = 150;
/** A stream without an error for this long counts as connected, also where nothing is said. */
const SETTLED = 1_500;
/** How often a hidden page looks whether its run has ended, in milliseconds. */
const HIDDEN_INTERVAL = 10_000;

export interface FollowRunOptions {
  taskId: string;
  scaffolderApi: Pick<ScaffolderApi, 'getTask' | 'streamLogs'>;
  onRun(run: Run): void;
  onEvents(events: LogEvent[]): void;
  /** The run can't be shown at all: no such run, or not for this person. */
  onError(error: Error): void;
  onConnection(connection: 'live' | 'lost' | 'closed'): void;
}

const final = new Set(['completed', 'failed', 'cancelled', 'skipped']);

function isAnswer(error: unknown): boolean {
  return (
    error instanceof ResponseError &&
    error.statusCode >= 400 &&
    error.statusCode < 500 &&
    error.statusCode !== 408 &&
    error.statusCode !== 429
  );
}

/**
 * Follows a run until its end. A lost connection is tried again for ever, with growing waits. A hidden page
 * holds no stream, since each costs the server a query a second and the browser has only six per origin; it
 * asks now and then instead, so that the window's title still tells the end.
 *
 * @returns a function that stops following
 */
export function followRun(options: FollowRunOptions): () => void {
  const { taskId, scaffolderApi, onRun, onEvents, onError, onConnection } =
    options;
  let stopped = false;
  let failures = 0;
  let lastEventId: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;
  let burst: LogEvent[] = [];

  const flush = () => {
    flushTimer = undefined;
    if (burst.length > 0 && !stopped) onEvents(burst);
    burst = [];
  };

  const disconnect = () => {
    clearTimeout(timer);
    clearTimeout(settleTimer);
    subscription?.unsubscribe();
    subscription = undefined;
  };

  const later = (wait: number, work: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };

  const tryAgain = (work: () => void) => {
    disconnect();
    if (stopped) return;
    failures += 1;
    onConnection('lost');
    later(Math.min(LONGEST_WAIT, 500 * 2 ** failures), work);
  };

  const finish = () => {
    disconnect();
    clearTimeout(flushTimer);
    flush();
    onConnection('closed');
  };

  const listen = () => {
    disconnect();
    settleTimer = setTimeout(() => onConnection('live'), SETTLED);
    subscription = scaffolderApi
      .streamLogs({ taskId, after: lastEventId })
      .subscribe({
        next: event => {
          failures = 0;
          onConnection('live');
          // The end is sent again after a reconnection, whatever was seen since.
          lastEventId = Math.max(lastEventId ?? 0, event.id);
          burst.push(event);
          if (event.type === 'completion') {
            finish();
          } else {
            flushTimer ??= setTimeout(flush, BURST);
          }
        },
        error: () => tryAgain(look),
      });
  };

  async function look() {
    try {
      const run: Run = await scaffolderApi.getTask(taskId);
      if (stopped) return;
      onRun(run);
      if (!document.hidden || final.has(run.status)) {
        listen();
      } else {
        later(HIDDEN_INTERVAL, look);
      }
    } catch (error) {
      if (stopped) return;
      if (isAnswer(error)) {
        disconnect();
        onError(error as Error);
      } else {
        tryAgain(look);
      }
    }
  }

  // Also how a page that was left open notices that somebody else retried the run.
  const onVisibility = () => {
    disconnect();
    void look();
  };

  document.addEventListener('visibilitychange', onVisibility);
  void look();

  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(flushTimer);
    disconnect();
  };
}
