import type { FastifyError, FastifyInstance } from 'fastify';

/** Every error has one shape, and what went wrong inside stays in the log, found by the request id. */
export function registerErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) {
      request.log.error({ err: error }, 'Request failed');
    }
    return reply.code(status).send({
      error: status === 500 ? 'InternalError' : (error.code ?? error.name),
      message: status === 500 ? 'Something went wrong on our side' : error.message,
      requestId: request.id,
    });
  });

  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: 'NotFound',
      message: 'There is nothing here',
      requestId: request.id,
    }),
  );
}
