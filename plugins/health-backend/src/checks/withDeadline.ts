/**
 * Does something, but waits for it no longer than so many seconds, and no longer than until a signal.
 *
 * @throws Error that says so
 */
export async function withDeadline<T>(
  seconds: number,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      work(),
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`No answer within ${seconds} seconds`)),
          seconds * 1000,
        );
        onAbort = () => reject(new Error('The round was ended'));
        if (signal.aborted) onAbort();
        else signal.addEventListener('abort', onAbort);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
