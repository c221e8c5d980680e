/** A signal that aborts with a message after some time, which begins when another signal aborts if one is given. */
export function timeoutSignal(
  milliseconds: number,
  message: string,
  from?: AbortSignal,
): AbortSignal {
  const controller = new AbortController();
  const begin = () => {
    setTimeout(
      () => controller.abort(new Error(message)),
      milliseconds,
    ).unref();
  };
  if (from && !from.aborted) {
    from.addEventListener('abort', begin, { once: true });
  } else {
    begin();
  }
  return controller.signal;
}
