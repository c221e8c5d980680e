import { InputError } from '@backstage/errors';
import express from 'express';
import { isUtf8 } from 'node:buffer';

/** The scaffolder's own limit, which is generous because a dry run sends whole templates. */
const LIMIT = '10mb';
const LIMIT_BYTES = 10 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function httpError(statusCode: number, name: string, message: string): Error {
  return Object.assign(new Error(message), { name, statusCode });
}

function tooLarge(): Error {
  return httpError(413, 'PayloadTooLargeError', `body is larger than ${LIMIT}`);
}

const parse = express.json({
  limit: LIMIT,
  verify: (_req, _res, buffer) => {
    if (!isUtf8(buffer) || buffer.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
      throw new InputError('not UTF-8');
    }
  },
});

/**
 * Parses a JSON body, and answers 415 for another type, 413 for too large a body, and 400 for what is no JSON. The
 * parser's own errors are not passed on: they carry the body, which may hold a secret.
 */
export const jsonBody: express.RequestHandler = (req, res, next) => {
  if (!req.is('application/json') && req.headers['content-length'] !== '0') {
    next(
      httpError(
        415,
        'UnsupportedMediaTypeError',
        'body must be application/json',
      ),
    );
    return;
  }
  if (Number(req.headers['content-length']) > LIMIT_BYTES) {
    // Not read to its end first, as the parser would.
    res.set('connection', 'close');
    next(tooLarge());
    return;
  }
  parse(req, res, error => {
    const status = (error as { status?: number } | undefined)?.status;
    if (error === undefined) {
      next();
    } else if (status === 413) {
      next(tooLarge());
    } else if (status === 415) {
      next(
        httpError(
          415,
          'UnsupportedMediaTypeError',
          'body must be application/json in UTF-8',
        ),
      );
    } else {
      next(new InputError('body is not valid JSON'));
    }
  });
};
