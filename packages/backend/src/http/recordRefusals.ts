import { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';

const REFUSALS = [401, 403];

/**
 * Leaves an audit record of each request that was refused, in whatever plugin.
 * The query is left out: it may hold what is nobody's business.
 */
export function recordRefusals(logger: LoggerService): RequestHandler {
  const auditor = logger.child({ isAuditEvent: true });
  return (req, res, next) => {
    res.on('finish', () => {
      if (REFUSALS.includes(res.statusCode)) {
        auditor.info('Request refused', {
          eventId: 'request-refused',
          status: String(res.statusCode),
          method: req.method,
          path: req.originalUrl.split('?')[0],
          ip: req.ip ?? '',
        });
      }
    });
    next();
  };
}
