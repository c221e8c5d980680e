import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { ChangesAnswer } from '@fairway/plugin-metrics-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { fromCursor, toCursor } from '@fairway/serving';
import type { IngestService } from '../services/IngestService';
import type { ListingService } from '../services/ListingService';
import { respond } from './respond';
import { changesQuerySchema, parseInput } from './schemas';

const allow: ('user' | 'service')[] = ['user', 'service'];

const positionSchema = z.tuple([
  z.int().min(0),
  z
    .string()
    .max(300)
    .regex(/^\P{Cc}*$/u),
]);

/** What the figures rest on, and which of them changed. */
export function createCoverageRouter(options: {
  httpAuth: HttpAuthService;
  ingest: IngestService;
  listing: ListingService;
}): Router {
  const { httpAuth, ingest, listing } = options;
  const router = PromiseRouter();

  router.get('/coverage', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const answer = await ingest.coverage({ credentials });
    respond({ request, response, answer });
  });

  router.get('/changes', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { cursor, limit, ...asked } = parseInput(
      changesQuerySchema,
      request.query,
    );
    const [since, afterScope] = fromCursor(positionSchema, cursor) ?? [
      asked.since,
    ];
    const { last, ...page } = await listing.changes({
      ...{ since, afterScope, limit, credentials },
    });
    const answer: ChangesAnswer = {
      ...page,
      ...(last && { nextCursor: toCursor([last.revision, last.scope]) }),
    };
    respond({ request, response, answer });
  });

  return router;
}
