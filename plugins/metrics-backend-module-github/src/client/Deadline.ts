import { CustomErrorBase } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';

const SECONDS = 30;

/** The forge took a request and did not answer it, or not to its end. */
export class NoAnswerError extends CustomErrorBase {
  name = 'NoAnswerError' as const;

  constructor(readonly host: string) {
    super(`${host} did not answer within ${SECONDS} seconds`);
  }
}

/** Ends what a host has not answered, to the last byte, in thirty seconds; and with a signal at once. */
export class Deadline {
  readonly #host: string;
  readonly #signal: AbortSignal;

  private constructor(options: { host: string; signal: AbortSignal }) {
    this.#host = options.host;
    this.#signal = options.signal;
  }

  static create(options: { host: string; signal: AbortSignal }): Deadline {
    return new Deadline(options);
  }

  /** @throws NoAnswerError once the time is over, whether or not the work takes notice of its signal */
  async keep<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = AbortSignal.timeout(SECONDS * 1_000);
    const signal = AbortSignal.any([this.#signal, late]);
    let end = () => {};
    const ended = new Promise<never>((_, reject) => {
      end = () =>
        reject(
          this.#signal.aborted
            ? this.#signal.reason
            : new NoAnswerError(this.#host),
        );
      if (signal.aborted) end();
      signal.addEventListener('abort', end, { once: true });
    });
    try {
      return await Promise.race([ended, work(signal)]);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** Makes a client keep it in each request. Octokit takes a body that was cut off for an empty one. */
  apply(octokit: Octokit): void {
    octokit.hook.wrap('request', (request, options) =>
      this.keep(signal => {
        options.request.signal = signal;
        return Promise.resolve(request(options));
      }),
    );
  }
}
