import { createContext, Script } from 'node:vm';

/** Work that was ended because it held the event loop for too long. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
}

// A context takes a millisecond to make, which is longer than most of what runs in it; nothing of a run stays in it.
const timed: { work: () => unknown } = { work: () => {} };
const context = createContext(timed);
const script = new Script('work()');

/**
 * Calls something that can't be told to stop, such as a regular expression somebody else wrote, and ends it.
 *
 * @throws TooSlowError
 */
export function runWithin<T>(milliseconds: number, work: () => T): T {
  const before = timed.work;
  timed.work = work;
  try {
    return script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? new TooSlowError(`Not done within ${milliseconds} ms`)
      : error;
  } finally {
    timed.work = before;
  }
}
