import type { RequestHandler } from 'express';

const SECONDS = '10';

/** Whoever is answered 503, by whatever plugin, is told when to try again. */
export const sayWhenToComeAgain: RequestHandler = (_req, res, next) => {
  const { writeHead } = res;
  res.writeHead = function writeHeadWithTime(
    status: number,
    ...rest: unknown[]
  ) {
    if (status === 503 && !res.hasHeader('Retry-After')) {
      res.setHeader('Retry-After', SECONDS);
    }
    return Reflect.apply(writeHead, res, [status, ...rest]);
  };
  next();
};
