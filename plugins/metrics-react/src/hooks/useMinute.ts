import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/**
 * The time of day, renewed once a minute while the page is looked at, and when it is looked at again: what asks until this
 * moment is asked again then.
 *
 * @public
 */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const renew = () => {
      if (document.visibilityState === 'visible')
        setNow(before =>
          Date.now() - before.getTime() >= MINUTE ? new Date() : before,
        );
    };
    const timer = setInterval(renew, MINUTE);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, []);
  return now;
}
