import { useCallback, useEffect, useState } from 'react';

/** What a page knows of something it asked for. */
export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'error'; error: Error }
  | { state: 'ready'; value: T };

/** As {@link Loaded}, and how to ask again; what is there stays until the new answer comes. */
export type Reloadable<T> = Loaded<T> & {
  reload(): void;
  reloading: boolean;
};

/**
 * Asks once for each `load` (memoise it), drops answers that come too late, and keeps the last value while
 * it asks again.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
): Reloadable<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [reloading, setReloading] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setReloading(true);
    load(controller.signal).then(
      value => {
        if (controller.signal.aborted) return;
        setLoaded({ state: 'ready', value });
        setReloading(false);
      },
      (error: Error) => {
        if (controller.signal.aborted) return;
        setLoaded({ state: 'error', error });
        setReloading(false);
      },
    );
    return () => controller.abort();
  }, [load, round]);

  const reload = useCallback(() => setRound(current => current + 1), []);
  return { ...loaded, reload, reloading };
}
