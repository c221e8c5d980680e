import { setTimeout } from 'node:timers/promises';

/** Asks again until the answer is there, for at most a minute. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = AbortSignal.timeout(60_000);
  while (!deadline.aborted) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await setTimeout(100);
  }
  throw new Error(`Waited in vain for ${what}`);
}
