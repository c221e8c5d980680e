import { useEffect } from 'react';

/**
 * Refreshes again and again while somebody looks at the page, and once when they come back to it.
 *
 * @param refresh - must be stable (useCallback)
 * @param seconds - between two refreshes
 * @public
 */
export function useRefresh(refresh: () => void, seconds: number): void {
  useEffect(() => {
    const refreshWhereSeen = () => {
      if (document.visibilityState === 'visible') refresh();
    };
    const timer = setInterval(refreshWhereSeen, seconds * 1_000);
    document.addEventListener('visibilitychange', refreshWhereSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshWhereSeen);
    };
  }, [refresh, seconds]);
}
