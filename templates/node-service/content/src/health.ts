import type { FastifyInstance } from 'fastify';

/** Resolves when the dependency can be used, rejects when it can't. Bound its time: probes are asked every few seconds. */
export type ReadinessCheck = () => Promise<void>;

/** What the two probes answer from. */
export type Health = {
  /** Set when a stop signal has come: no new traffic, please. */
  draining: boolean;
  /** By name. Only what a request really can't do without: one that fails takes every replica out of service. */
  readonly checks: ReadonlyMap<string, ReadinessCheck>;
};

export function createHealth(checks: Record<string, ReadinessCheck> = {}): Health {
  return { draining: false, checks: new Map(Object.entries(checks)) };
}

/**
 * /healthz: the process can answer at all; Kubernetes restarts it when it can't, so no dependency is asked here.
 * /readyz: it should get traffic now.
 */
export function registerHealth(app: FastifyInstance, health: Health): void {
  // Else a caller's connection, kept open for its next request, would hold up the stop after its last answer.
  app.addHook('onSend', async (_request, reply) => {
    if (health.draining) {
      reply.header('connection', 'close');
    }
  });

  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    if (health.draining) {
      return reply.code(503).send({ status: 'draining' });
    }
    const names = [...health.checks.keys()];
    const results = await Promise.allSettled([...health.checks.values()].map(async check => check()));
    const failing = names.filter((name, index) => {
      const result = results[index];
      if (result?.status === 'rejected') {
        request.log.warn({ check: name, err: result.reason }, 'Readiness check failed');
      }
      return result?.status === 'rejected';
    });
    return failing.length > 0
      ? reply.code(503).send({ status: 'not ready', failing })
      : reply.send({ status: 'ready' });
  });
}
