import { CustomErrorBase } from '@backstage/errors';
import { NoAnswerError } from '../client/Deadline';

/** One that is slow about something large is not silent. */
const MOST_UNANSWERED = 3;

/** The host answers nothing, and is asked for no more in this round. */
export class HostSilentError extends CustomErrorBase {
  name = 'HostSilentError' as const;

  constructor(readonly host: string) {
    super(`${host} answers nothing`);
  }
}

/**
 * Hosts that answer nothing in one round of a reconciler: after three attempts in a row that ran into their deadline the
 * others are not made, so that the round ends and what it found is told.
 */
export class SilentHosts {
  readonly #unanswered = new Map<string, number>();

  /** @throws HostSilentError where the host was silent so often */
  async attempt<T>(host: string, work: () => Promise<T>): Promise<T> {
    const before = this.#unanswered.get(host) ?? 0;
    if (before >= MOST_UNANSWERED) throw new HostSilentError(host);
    try {
      const result = await work();
      this.#unanswered.delete(host);
      return result;
    } catch (error) {
      if (error instanceof NoAnswerError)
        this.#unanswered.set(host, before + 1);
      else this.#unanswered.delete(host);
      throw error;
    }
  }
}
