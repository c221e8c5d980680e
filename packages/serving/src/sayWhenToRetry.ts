import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { isDatabaseAway } from './isDatabaseAway';

const RETRY_AFTER_SECONDS = 10;

/** Answers 503 with Retry-After where something else is away, the database included; its own words stay in the log. */
export const sayWhenToRetry =
  (logger: LoggerService): ErrorRequestHandler =>
  (error, _request, response, next) => {
    let shown = error;
    if (isDatabaseAway(error)) {
      logger.warn('The database does not answer', error);
      shown = new ServiceUnavailableError('The database does not answer');
    }
    if (shown.name === 'ServiceUnavailableError')
      response.set('Retry-After', String(RETRY_AFTER_SECONDS));
    next(shown);
  };
