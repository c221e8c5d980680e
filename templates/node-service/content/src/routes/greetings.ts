import type { FastifyInstance } from 'fastify';

const schema = {
  params: {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1, maxLength: 60 } },
    required: ['name'],
  },
  // What is not listed here does not leave the service, and what is listed is serialised faster.
  response: {
    200: { type: 'object', properties: { greeting: { type: 'string' } } },
  },
} as const;

/** An example to replace: a route is a plugin in a file of its own, with a schema for what comes in and goes out. */
export async function greetings(app: FastifyInstance): Promise<void> {
  app.get<{ Params: { name: string } }>('/:name', { schema }, async request => ({
    greeting: `Hello, ${request.params.name}`,
  }));
}
