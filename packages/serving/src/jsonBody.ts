import { CustomErrorBase, InputError } from '@backstage/errors';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';
import { isUtf8 } from 'node:buffer';

const LIMIT = 100 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

const requireJson: RequestHandler = (req, _res, next) => {
  next(
    req.is('application/json') || req.headers['content-length'] === '0'
      ? undefined
      : new UnsupportedMediaTypeError('content-type: must be application/json'),
  );
};

const tooLarge = (limit: number) =>
  new PayloadTooLargeError(`body is larger than ${limit} bytes`);

/** What is announced as too large is not read to its end first, as the parser would. */
const refuseLarge =
  (limit: number): RequestHandler =>
  (req, res, next) => {
    if (Number(req.headers['content-length']) > limit) {
      res.set('connection', 'close');
      next(tooLarge(limit));
      return;
    }
    next();
  };

function requireUtf8(_req: unknown, _res: unknown, body: Buffer): void {
  if (!isUtf8(body) || body.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
    throw new InputError('not UTF-8');
  }
}

/** The parser's own errors are not passed on: they carry the body, which may hold a secret. */
const sayWhatIsWrong =
  (limit: number): ErrorRequestHandler =>
  (error, _req, _res, next) => {
    switch (error.statusCode ?? error.status) {
      case 413:
        next(tooLarge(limit));
        break;
      case 415:
        next(
          error instanceof UnsupportedMediaTypeError
            ? error
            : new UnsupportedMediaTypeError(
                'content-type: must be application/json in UTF-8',
              ),
        );
        break;
      default:
        next(new InputError('body is not valid JSON'));
    }
  };

/**
 * Reads a JSON body: 415 for another type, 413 for more than is taken, 400 for
 * what does not parse.
 *
 * @param limit - in bytes.
 */
export function jsonBodyUpTo(limit: number): RequestHandler {
  return express
    .Router()
    .use(
      requireJson,
      refuseLarge(limit),
      express.json({ limit, verify: requireUtf8 }),
      sayWhatIsWrong(limit),
    );
}

/** Reads a JSON body of at most 100 KB, as `jsonBodyUpTo` does. */
export const jsonBody = jsonBodyUpTo(LIMIT);
