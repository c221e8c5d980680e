import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { recordRefusals } from './recordRefusals';

/** How long requests may run on once the backend is told to stop. */
const GRACE_MILLISECONDS = 3_000;

/**
 * Backstage's HTTP server, which also records what it refuses, and whose stop
 * does not wait for the longest of its visitors: streams of logs and events
 * stay open for as long as somebody looks at them.
 */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, lifecycle, logger, server }) {
    app.use(recordRefusals(logger));
    applyDefaults();
    lifecycle.addShutdownHook(() => {
      setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
    });
  },
});
