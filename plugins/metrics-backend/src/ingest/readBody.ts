import { CustomErrorBase } from '@backstage/errors';
import type { Request } from 'express';

/** GitHub's own limit for a delivery. */
export const MOST_BODY_BYTES = 25 * 1024 * 1024;

/** The body was larger than what is taken; answered 413. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;

  constructor() {
    super(`body: at most ${MOST_BODY_BYTES} bytes`);
  }
}

/** Reads a request's bytes as they come, up to the limit; beyond it stops reading at once. */
export async function readBody(request: Request): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES)
    throw new PayloadTooLargeError();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BODY_BYTES) throw new PayloadTooLargeError();
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
