import {
  coreServices,
  createServiceFactory,
  RootHealthService,
} from '@backstage/backend-plugin-api';
import { databaseProbesRef } from './databaseProbes';

const ok = { status: 200, payload: { status: 'ok' } };
const unavailable = (message: string) => ({
  status: 503,
  payload: { status: 'error', message },
});

/**
 * Ready is who has started, does not stop, and reaches the database; Backstage
 * looks at the first two only. Alive is also who waits for the database: to
 * restart it would help nobody.
 */
export const rootHealth = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    lifecycle: coreServices.rootLifecycle,
    probes: databaseProbesRef,
  },
  async factory({ lifecycle, probes }): Promise<RootHealthService> {
    let notReady: string | undefined = 'Backend has not started yet';
    lifecycle.addStartupHook(() => {
      notReady = undefined;
    });
    lifecycle.addBeforeShutdownHook(() => {
      notReady = 'Backend is shutting down';
    });
    return {
      getLiveness: async () => ok,
      async getReadiness() {
        if (notReady) {
          return unavailable(notReady);
        }
        const answers = await Promise.all(probes.map(probe => probe.answers()));
        return answers.every(Boolean)
          ? ok
          : unavailable('The database does not answer');
      },
    };
  },
});
