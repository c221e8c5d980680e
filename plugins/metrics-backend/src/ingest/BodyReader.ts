import { CustomErrorBase, ServiceUnavailableError } from '@backstage/errors';
import type { Readable } from 'node:stream';

/** GitHub's own limit for a delivery. */
export const MOST_BODY_BYTES = 25 * 1024 * 1024;
/** Of all bodies that are being read or stored: nobody has shown yet who sends them. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The body was larger than what is taken; answered 413. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;

  constructor() {
    super(`body: at most ${MOST_BODY_BYTES} bytes`);
  }
}

/** Reads bodies as they come, each up to its limit and all together up to another. */
export class BodyReader {
  readonly #most: number;
  #held = 0;

  private constructor(most: number) {
    this.#most = most;
  }

  static create(options: { most?: number } = {}): BodyReader {
    return new BodyReader(options.most ?? MOST_BYTES);
  }

  /**
   * Reads a body, and holds its share of memory until the work with it has ended.
   *
   * @throws PayloadTooLargeError as soon as it is larger than one may be
   * @throws ServiceUnavailableError where all together are
   */
  async with<T>(
    request: Readable & { headers: { 'content-length'?: string } },
    work: (body: Buffer) => Promise<T>,
  ): Promise<T> {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES)
      throw new PayloadTooLargeError();
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const part of request) {
        size += part.length;
        this.#held += part.length;
        if (size > MOST_BODY_BYTES) throw new PayloadTooLargeError();
        if (this.#held > this.#most)
          throw new ServiceUnavailableError(
            'Too many deliveries are under way',
          );
        parts.push(part);
      }
      return await work(Buffer.concat(parts, size));
    } finally {
      this.#held -= size;
    }
  }
}
