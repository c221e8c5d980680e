import { setTimeout as sleep } from 'node:timers/promises';
import { Deadline } from './deadline';

// A forge that hiccups must not end a wait of many minutes; one that is down must.
const HICCUPS = 5;

/** How patiently a forge is asked. All times in milliseconds. */
export interface Pace {
  /** The pause after each attempt, from 0. */
  interval(attempt: number): number;
  /** How long a run may take to show up after what started it. */
  appearsWithin: number;
}

/** For a forge that bears any number of calls. */
export const QUICK: Pace = { interval: () => 500, appearsWithin: 5_000 };

/** For GitHub: slower the longer it takes; a push shows up as a run within a few seconds. */
export const CONSIDERATE: Pace = {
  interval: attempt => Math.min(2000 * 1.3 ** attempt, 15_000),
  appearsWithin: 20_000,
};

/**
 * Asks until there is an answer or the time is over.
 *
 * @returns the answer, or nothing when the time is over.
 * @throws the signal's reason when the task was cancelled, and whatever `ask` throws; a ServiceUnavailableError only
 *   when it comes several times in a row.
 */
export async function poll<T>(options: {
  ask: () => Promise<T | undefined>;
  pace: Pace;
  deadline: Deadline;
}): Promise<T | undefined> {
  const { ask, pace, deadline } = options;
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
      await sleep(pace.interval(attempt), undefined, {
        signal: deadline.signal,
      });
    }
  } catch (error) {
    if (deadline.expired()) {
      return undefined;
    }
    throw error;
  }
}
