import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a link leads to: `job/7`, `run/3`, `run/3/1` (attempt) or `artifact/5`. */
export type DownloadTarget = string;

const LIFETIME_MILLISECONDS = 10 * 60 * 1000;

/** Links that carry their own permission for a while: GitHub redirects to such for logs and artifacts. */
export class SignedLinks {
  readonly #baseUrl: string;
  readonly #key = randomBytes(32);

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  create(target: DownloadTarget): string {
    const expires = String(Date.now() + LIFETIME_MILLISECONDS);
    const signature = this.#sign(target, expires).toString('hex');
    return `${this.#baseUrl}/api/v3/_downloads/${target}?expires=${expires}&signature=${signature}`;
  }

  /** Whether a link is one of ours and still good. */
  isValid(target: DownloadTarget, expires: string, signature: string): boolean {
    const expected = this.#sign(target, expires);
    const given = Buffer.from(signature, 'hex');
    return (
      given.length === expected.length &&
      timingSafeEqual(given, expected) &&
      Number(expires) > Date.now()
    );
  }

  #sign(target: string, expires: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(`${target}\n${expires}`)
      .digest();
  }
}
