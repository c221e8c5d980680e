/** A signal that ends with the task or with a step's own time, whichever comes first. */
export interface Deadline {
  signal: AbortSignal;
  /** The milliseconds that are left, never negative. */
  remaining(): number;
  /** Whether the step's own time is over, as against a cancelled task. */
  expired(): boolean;
  /** Gives the step more milliseconds, for a wait that is not its own. */
  extend(milliseconds: number): void;
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
  let end = performance.now() + milliseconds;
  let expired = false;
  let timer: NodeJS.Timeout;
  // A timer counts whole milliseconds, and may ring within the last one.
  const remaining = () => (expired ? 0 : Math.max(end - performance.now(), 0));
  const watch = () => {
    timer = setTimeout(() => {
      expired = true;
      // An AbortError, so that Octokit takes it for the end and not for a failure worth another try.
      controller.abort(
        new DOMException('The time for this step is over', 'AbortError'),
      );
    }, remaining());
    timer.unref();
  };
  watch();
  return {
    signal: parent
      ? AbortSignal.any([parent, controller.signal])
      : controller.signal,
    remaining,
    expired: () => expired,
    extend: more => {
      end += more;
      clearTimeout(timer);
      watch();
    },
    clear: () => clearTimeout(timer),
  };
}
