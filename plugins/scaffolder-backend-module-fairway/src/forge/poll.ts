import { setTimeout as sleep } from 'node:timers/promises';
import { Deadline } from './deadline';
import { ForgeClient } from './ForgeClients';

// A forge that hiccups must not end a wait of many minutes; one that is down must.
const HICCUPS = 5;

/** How often to ask: quickly where the forge bears it, else slower the longer it takes. */
export function pollIntervals(
  client: Pick<ForgeClient, 'unthrottled'>,
): (attempt: number) => number {
  return client.unthrottled
    ? () => 500
    : attempt => Math.min(2000 * 1.3 ** attempt, 15_000);
}

/**
 * Asks until there is an answer or the time is over.
 *
 * @returns the answer, or nothing when the time is over.
 * @throws the signal's reason when the task was cancelled, and whatever `ask` throws; a ServiceUnavailableError only
 *   when it comes several times in a row.
 */
export async function poll<T>(options: {
  ask: () => Promise<T | undefined>;
  interval: (attempt: number) => number;
  deadline: Deadline;
}): Promise<T | undefined> {
  const { ask, interval, deadline } = options;
  let hiccups = 0;
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await ask();
        if (answer !== undefined) {
          return answer;
        }
        hiccups = 0;
      } catch (error) {
        const transient = (error as Error).name === 'ServiceUnavailableError';
        if (!transient || ++hiccups > HICCUPS) {
          throw error;
        }
      }
      await sleep(interval(attempt), undefined, { signal: deadline.signal });
    }
  } catch (error) {
    if (deadline.expired()) {
      return undefined;
    }
    throw error;
  }
}
