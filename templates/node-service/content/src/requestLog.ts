import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

const probes = new Set(['/healthz', '/readyz', '/metrics']);

/** The route as it was declared, never the URL: a metric or span named after URLs has no end of names. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}

/** One line for each finished request, where Fastify would write two; probes only at level debug. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const route = routeOf(request);
    const level = error || reply.statusCode >= 500 ? 'error' : probes.has(route) ? 'debug' : 'info';
    request.log[level](
      {
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        ...(error && { err: error }),
      },
      'Request finished',
    );
  }
}
