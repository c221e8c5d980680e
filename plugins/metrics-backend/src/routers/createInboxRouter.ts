import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { fromCursor, jsonBody, toCursor } from '@fairway/serving';
import type { IngestService } from '../services/IngestService';
import { audited } from './audited';
import {
  deadLettersQuerySchema,
  parseInput,
  replayBodySchema,
  unmatchedQuerySchema,
} from './schemas';

const allow: ('user' | 'service')[] = ['user', 'service'];
const idSchema = z.int().positive();
const projectSchema = z
  .string()
  .max(300)
  .regex(/^\P{Cc}*$/u);

/** For the platform team: what waits, what could not be processed, what belongs to nobody, and doing it again. */
export function createInboxRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  ingest: IngestService;
}): Router {
  const { auditor, httpAuth, ingest } = options;
  const router = PromiseRouter();
  const manage = {
    auditor,
    eventId: 'ingest-manage',
    severityLevel: 'high',
  } as const;

  router.get('/inbox', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    response.json({ sources: await ingest.inbox({ credentials }) });
  });

  router.get('/dead-letters', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { cursor, ...asked } = parseInput(
      deadLettersQuerySchema,
      request.query,
    );
    const after = fromCursor(idSchema, cursor);
    const { items, last } = await ingest.deadLetters({
      ...{ ...asked, after, credentials },
    });
    response.json({ items, ...(last && { nextCursor: toCursor(last) }) });
  });

  router.get('/unmatched', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { cursor, limit } = parseInput(unmatchedQuerySchema, request.query);
    const after = fromCursor(projectSchema, cursor);
    const { items, last } = await ingest.unmatched({
      ...{ limit, after, credentials },
    });
    response.json({ items, ...(last && { nextCursor: toCursor(last) }) });
  });

  router.post('/replay', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { ids, source } = parseInput(replayBodySchema, request.body);
    const replayed = await audited(
      { ...manage, request, meta: { what: 'replay', ids, source } as {} },
      () => ingest.replay({ credentials, filter: { ids, source } }),
    );
    response.json({ replayed });
  });

  router.post('/rebuild', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    await audited({ ...manage, request, meta: { what: 'rebuild' } }, () =>
      ingest.rebuild({ credentials }),
    );
    response.status(202).json({ status: 'rebuilding' });
  });

  return router;
}
