import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { createServiceApiRef } from '../../api';
import { isRefusal, type Refusal } from '../../model/refusal';

/** Whether the creation would be accepted now. */
export type Check =
  | { state: 'checking' }
  /** What is sent is not known before it is sent. */
  | { state: 'later' }
  | { state: 'accepted' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'unknown'; error: Error };

/**
 * Asks when the review opens, and again on request.
 *
 * @param later - asks nothing, since the values are completed only when they are sent
 */
export function useCheck(
  request: { templateRef: string; values: JsonObject },
  later: boolean,
): { check: Check; again(): void } {
  const api = useApi(createServiceApiRef);
  const [check, setCheck] = useState<Check>({ state: 'checking' });
  const [round, setRound] = useState(0);
  // The values are fixed while the review is open, but their object is not.
  const body = JSON.stringify(request);

  useEffect(() => {
    if (later) {
      setCheck({ state: 'later' });
      return undefined;
    }
    const controller = new AbortController();
    setCheck({ state: 'checking' });
    api.check(JSON.parse(body), controller.signal).then(
      () => {
        if (!controller.signal.aborted) setCheck({ state: 'accepted' });
      },
      (error: Error) => {
        if (controller.signal.aborted) return;
        setCheck(
          isRefusal(error)
            ? { state: 'refused', refusal: error }
            : { state: 'unknown', error },
        );
      },
    );
    return () => controller.abort();
  }, [api, body, round, later]);

  const again = useCallback(() => setRound(current => current + 1), []);
  return { check, again };
}
