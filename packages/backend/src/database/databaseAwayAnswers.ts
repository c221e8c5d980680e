import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { sayWhenToRetry } from '@fairway/serving';
import type { ErrorRequestHandler, Handler } from 'express';
import { DatabaseProbe } from './DatabaseProbe';
import { databaseProbesRef } from './databaseProbes';

const databaseAwayAnswersRef = createServiceRef<void>({
  id: 'fairway.database-away-answers',
  scope: 'plugin',
});

/** Some plugins, search for one, say no more than that something went wrong. */
function findOutWhy(probes: DatabaseProbe[]): ErrorRequestHandler {
  return async (error, _req, _res, next) => {
    const isUnexpected = isError(error) && error.name === 'Error';
    const away =
      isUnexpected &&
      (await Promise.all(probes.map(probe => probe.isOrWasAway())));
    next(
      away && away.includes(true)
        ? new ServiceUnavailableError('The database does not answer', error)
        : error,
    );
  };
}

/**
 * While the database is away every plugin answers 503 and when to come again;
 * without this it is 500 with the driver's words. It stands behind a plugin's
 * routes, which are there once the plugin has started.
 */
export const databaseAwayAnswers = createServiceFactory({
  service: databaseAwayAnswersRef,
  initialization: 'always',
  deps: {
    httpRouter: coreServices.httpRouter,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    probes: databaseProbesRef,
  },
  async factory({ httpRouter, lifecycle, logger, probes }) {
    lifecycle.addStartupHook(() => {
      for (const handler of [sayWhenToRetry(logger), findOutWhy(probes)]) {
        // Express tells those that take errors by the number of their parameters.
        httpRouter.use(handler as unknown as Handler);
      }
    });
  },
});
