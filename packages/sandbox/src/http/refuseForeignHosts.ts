import { RequestHandler } from 'express';

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** A page elsewhere whose name was made to point to this machine gets nothing (DNS rebinding). */
export const refuseForeignHosts: RequestHandler = (req, res, next) => {
  if (loopback.test(req.headers.host ?? '')) {
    next();
    return;
  }
  res.status(421).type('text/plain').send('This host is not served here.\n');
};
