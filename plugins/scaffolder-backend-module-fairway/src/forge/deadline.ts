/** A signal that ends with the task or with a step's own time, whichever comes first. */
export interface Deadline {
  signal: AbortSignal;
  /** The milliseconds that are left, never negative. */
  remaining(): number;
  /** Whether the step's own time is over, as against a cancelled task. */
  expired(): boolean;
  clear(): void;
}

/**
 * @param parent - the task's signal.
 * @param milliseconds - the step's own time.
 */
export function startDeadline(
  parent: AbortSignal | undefined,
  milliseconds: number,
): Deadline {
  const controller = new AbortController();
  const end = performance.now() + milliseconds;
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    // An AbortError, so that Octokit takes it for the end and not for a failure worth another try.
    controller.abort(
      new DOMException('The time for this step is over', 'AbortError'),
    );
  }, milliseconds);
  timer.unref();
  return {
    signal: parent
      ? AbortSignal.any([parent, controller.signal])
      : controller.signal,
    remaining: () => Math.max(end - performance.now(), 0),
    expired: () => expired,
    clear: () => clearTimeout(timer),
  };
}
