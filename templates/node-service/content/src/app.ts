import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { trace } from '@opentelemetry/api';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { registerErrorHandlers } from './errors.ts';
import { type Health, registerHealth } from './health.ts';
import { registerMetrics } from './metrics.ts';
import { RequestLog, routeOf } from './requestLog.ts';
import { greetings } from './routes/greetings.ts';

export type AppOptions = {
  config: Pick<Config, 'serviceName' | 'serviceVersion' | 'logLevel'>;
  health: Health;
  /** Where log lines go; standard output unless a test wants to read them. */
  logStream?: { write(line: string): void };
};

/** The whole service, without a port: tests call it through `inject`, `main.ts` makes it listen. */
export function createApp({ config, health, logStream }: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: {
      level: config.logLevel,
      base: { service: config.serviceName, version: config.serviceVersion },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: label => ({ level: label }) },
      mixin: traceContext,
      ...(logStream && { stream: logStream }),
    },
    genReqId: requestId,
    logController: new RequestLog(),
    forceCloseConnections: 'idle',
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    const route = routeOf(request);
    trace.getActiveSpan()?.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
  });
  registerMetrics(app);
  registerErrorHandlers(app);
  registerHealth(app, health);

  app.get('/', async () => ({ service: config.serviceName, version: config.serviceVersion }));
  app.register(greetings, { prefix: '/greetings' });

  return app;
}

/** Keeps the caller's id, so that one id follows a request through all services, if it is harmless in a log. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

function traceContext(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
