import { useEffect, useState } from 'react';

/**
 * The time of day, kept current, for what is said to be so long ago.
 *
 * @param options - `every`: milliseconds between two updates
 * @public
 */
export function useNow({ every }: { every: number }): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
