import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';

/**
 * What is known of something that is asked for: what was there stays while it is asked for again.
 *
 * @public
 */
export type Loaded<T> =
  | { status: 'loading' }
  | {
      status: 'loaded';
      value: T;
      /** Another question was asked; this answers the one before. */
      reloading: boolean;
      /** When the answer came. */
      at: Date;
      /** Why the latest refresh failed: the value is from before. */
      outdated?: Error;
    }
  | { status: 'failed'; error: Error; retrying: boolean };

/** @public */
export interface LoadedResult<T> {
  state: Loaded<T>;
  /** Asks again, and says so. */
  reload: () => void;
  /** Asks again without a word: nothing on the page moves unless the answer is another. */
  refresh: () => void;
}

function begin<T>(before: Loaded<T>): Loaded<T> {
  if (before.status === 'loaded') return { ...before, reloading: true };
  if (before.status === 'failed') return { ...before, retrying: true };
  return before;
}

/**
 * Asks for something whenever the question changes. An answer to an older question is dropped.
 *
 * @param ask - must be stable (useCallback) for as long as the question is the same
 * @public
 */
export function useLoaded<T>(
  ask: (signal: AbortSignal) => Promise<T>,
): LoadedResult<T> {
  const [state, setState] = useState<Loaded<T>>({ status: 'loading' });
  const [round, setRound] = useState({ count: 0, quiet: false });
  const asked = useRef(ask);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const quiet = round.quiet && asked.current === ask;
    asked.current = ask;
    if (!quiet) setState(begin);
    ask(signal).then(
      value => {
        if (signal.aborted) return;
        setState({ status: 'loaded', value, reloading: false, at: new Date() });
      },
      thrown => {
        if (signal.aborted) return;
        const error = toError(thrown);
        setState(before =>
          quiet && before.status === 'loaded'
            ? { ...before, reloading: false, outdated: error }
            : { status: 'failed', error, retrying: false },
        );
      },
    );
    return () => controller.abort();
  }, [ask, round]);

  const again = (quiet: boolean) =>
    setRound(({ count }) => ({ count: count + 1, quiet }));
  const reload = useCallback(() => again(false), []);
  const refresh = useCallback(() => again(true), []);
  return { state, reload, refresh };
}
