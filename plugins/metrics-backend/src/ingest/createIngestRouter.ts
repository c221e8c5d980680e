import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { Request, Response } from 'express';
import Router from 'express-promise-router';
import type { IncomingHttpHeaders } from 'node:http';
import type { InboxWriter } from './InboxWriter';
import { BodyReader, PayloadTooLargeError } from './BodyReader';

export interface IngestRouterOptions {
  sources: Map<string, MetricsSource>;
  writer: InboxWriter;
  /** Told after each commit, so that processing begins at once. */
  onStored(): void;
  auditor: AuditorService;
  logger: LoggerService;
}

const CONTENT_TYPE =
  /^application\/((cloudevents(-batch)?|cdevents)\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Headers that prove who sent it, or say who they are; what is kept must not be enough to send again. */
const NOT_KEPT =
  /^(authorization|cookie|proxy-authorization|x-hub-signature.*|.*(token|secret|signature).*)$/i;

const keptHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && !NOT_KEPT.test(name))
      .map(([name, value]) => [name, String(value)]),
  );

/**
 * `POST /ingest/<source>`, one exact route for each source: a delivery is checked over its raw bytes, committed, and only
 * then answered.
 *
 * 200 pong · 202 accepted, duplicate or ignored · 400 · 401 · 413 · 415 · 503 with Retry-After.
 */
export function createIngestRouter(options: IngestRouterOptions) {
  const { sources, writer, onStored, auditor } = options;
  const router = Router();
  const bodies = BodyReader.create();

  router.post(
    '/ingest/:source',
    async (request: Request, response: Response) => {
      const source = sources.get(request.params.source);
      if (!source)
        throw new NotFoundError(
          `source: no source "${request.params.source}" is installed`,
        );
      if (!CONTENT_TYPE.test(request.headers['content-type'] ?? '')) {
        refuse(response, 415, 'content-type: application/json');
        return;
      }
      try {
        await bodies.with(request, body =>
          take({ request, response, source, body }),
        );
      } catch (error) {
        if (!(error instanceof PayloadTooLargeError)) throw error;
        // The rest of a body that nobody reads would hold the connection for as long as its sender likes.
        response
          .set('Connection', 'close')
          .once('finish', () => request.destroy());
        refuse(response, 413, error.message);
      }
    },
  );

  async function take(delivery: {
    request: Request;
    response: Response;
    source: MetricsSource;
    body: Buffer;
  }) {
    const { request, response, source, body } = delivery;
    let accepted;
    try {
      accepted = source.accept({ headers: request.headers, body });
    } catch (error) {
      await audit(delivery, { error: error as Error });
      throw error;
    }
    if (accepted.ping) {
      answer(response, 200, { status: 'pong' });
      await audit(delivery, { outcome: 'pong' });
      return;
    }
    if (accepted.ignore) {
      answer(response, 202, { status: 'ignored', reason: accepted.ignore });
      await audit(delivery, { outcome: 'ignored' });
      return;
    }
    const { deliveryId, topic } = accepted;
    const outcome = await store(response, () =>
      writer.write({
        ...{ source: source.id, deliveryId, topic, body },
        headers: keptHeaders(request.headers),
      }),
    );
    if (!outcome) {
      await audit(delivery, { error: new Error('It could not be stored') });
      return;
    }
    onStored();
    answer(response, 202, { status: outcome });
    await audit(delivery, { outcome, topic });
  }

  /**
   * Written down without the request: the auditor would take its Authorization for credentials of this backend, while it
   * is the sender's proof to the source. An answer that has been given stands, whatever becomes of this.
   */
  async function audit(
    { request, source }: { request: Request; source: MetricsSource },
    { error, ...result }: { outcome?: string; topic?: string; error?: Error },
  ) {
    try {
      const event = await auditor.createEvent({
        eventId: error ? 'webhook-rejected' : 'webhook-received',
        severityLevel: error ? 'medium' : 'low',
        meta: {
          ...{ source: source.id, ip: request.ip, ...result },
          userAgent: request.get('user-agent'),
        },
      });
      await (error ? event.fail({ error }) : event.success());
    } catch (cause) {
      options.logger.error('A delivery was not audited', cause as Error);
    }
  }

  /** A delivery that could not be kept is not acknowledged; the sender is told when to come again. */
  async function store<T>(
    response: Response,
    write: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await write();
    } catch (error) {
      options.logger.error('A delivery could not be stored', error as Error);
      response.set('Retry-After', '10');
      refuse(response, 503, 'the inbox cannot store anything now');
      return undefined;
    }
  }

  return router;
}

/** Nobody asks for a delivery's answer again: without what Express adds so that it could be kept. */
function answer(response: Response, statusCode: number, body: object) {
  response
    .writeHead(statusCode, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

function refuse(response: Response, statusCode: number, message: string) {
  const names: Record<number, string> = {
    413: 'PayloadTooLargeError',
    415: 'UnsupportedMediaTypeError',
    503: 'ServiceUnavailableError',
  };
  response.status(statusCode).json({
    error: { name: names[statusCode], message },
    response: { statusCode },
  });
}
