import { useCallback, useEffect, useState } from 'react';

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What is known of something that is asked for: what was there stays while it is asked for again. */
export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'loaded'; value: T; reloading: boolean }
  | { status: 'failed'; error: Error; retrying: boolean };

/**
 * Asks for something whenever the question changes. An answer to an older question is dropped.
 *
 * @param ask - must be stable (useCallback) for as long as the question is the same
 */
export function useLoaded<T>(ask: () => Promise<T>): {
  state: Loaded<T>;
  reload: () => void;
} {
  const [state, setState] = useState<Loaded<T>>({ status: 'loading' });
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    setState(before => {
      if (before.status === 'loaded') return { ...before, reloading: true };
      if (before.status === 'failed') return { ...before, retrying: true };
      return before;
    });
    ask().then(
      value =>
        current && setState({ status: 'loaded', value, reloading: false }),
      error =>
        current &&
        setState({ status: 'failed', error: toError(error), retrying: false }),
    );
    return () => {
      current = false;
    };
  }, [ask, asked]);

  const reload = useCallback(() => setAsked(count => count + 1), []);
  return { state, reload };
}
