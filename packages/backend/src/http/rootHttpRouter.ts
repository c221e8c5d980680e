import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { compressedAssets } from './compressedAssets';
import { recordRefusals } from './recordRefusals';
import { sayWhenToComeAgain } from './sayWhenToComeAgain';

/** How long requests may run on once the backend is told to stop. */
const GRACE_MILLISECONDS = 3_000;
/** Longer than load balancers keep a connection: a request must not arrive while it is being closed. */
const KEEP_ALIVE_MILLISECONDS = 75_000;

/**
 * Backstage's HTTP server, which also records what it refuses, says when to come
 * again, and whose stop does not wait for the longest of its visitors: streams
 * of logs and events stay open for as long as somebody looks at them.
 */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, lifecycle, logger, server }) {
    app.use(recordRefusals(logger));
    app.use(sayWhenToComeAgain);
    app.use('/static', compressedAssets());
    // What `backend.server` says is applied with the defaults, and wins.
    server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
    applyDefaults();
    lifecycle.addShutdownHook(() => {
      setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
    });
  },
});
