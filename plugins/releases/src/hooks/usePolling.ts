import { useEffect } from 'react';

const QUICK_MILLISECONDS = 2_500;
const SLOW_MILLISECONDS = 10_000;
const QUICK_TIMES = 48;

/**
 * Calls `poll` again and again while `active`, quickly for two minutes and then
 * slower, and once when the page is looked at again. A page that nobody looks
 * at asks nothing.
 *
 * @param poll - must be stable (useCallback)
 */
export function usePolling(options: { active: boolean; poll: () => void }) {
  const { active, poll } = options;

  useEffect(() => {
    const onVisibilityChange = () => {
      if (document.visibilityState === 'visible') {
        poll();
      }
    };
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () =>
      document.removeEventListener('visibilitychange', onVisibilityChange);
  }, [poll]);

  useEffect(() => {
    if (!active) {
      return undefined;
    }
    let times = 0;
    let timer: ReturnType<typeof setTimeout>;
    const schedule = () => {
      timer = setTimeout(
        () => {
          times += 1;
          if (document.visibilityState === 'visible') {
            poll();
          }
          schedule();
        },
        times < QUICK_TIMES ? QUICK_MILLISECONDS : SLOW_MILLISECONDS,
      );
    };
    schedule();
    return () => clearTimeout(timer);
  }, [active, poll]);
}
