import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { CustomErrorBase } from '@backstage/errors';
import { attemptBodySchema } from '@fairway/plugin-adoption-common';
import { jsonBody, parseInput } from '@fairway/serving';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RecordService } from '../services/RecordService';
import { audited } from './audited';

class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
}

/** What the wizard tells, and having figures made anew. */
export function createRecordRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  record: RecordService;
}): Router {
  const { auditor, httpAuth, record } = options;
  const router = PromiseRouter();

  router.post('/attempts', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const body = parseInput(attemptBodySchema, request.body);
    const wait = await record.attempt(
      body,
      credentials.principal.userEntityRef,
    );
    if (wait !== undefined) {
      response.set('Retry-After', String(wait));
      throw new TooManyRequestsError('Too many attempts within a minute');
    }
    response.status(204).end();
  });

  router.post('/rebuild', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await audited(
      {
        ...{ auditor, eventId: 'adoption-manage', severityLevel: 'high' },
        ...{ request, meta: { what: 'rebuild' } },
      },
      () => record.rebuild(credentials),
    );
    response.status(202).json({ status: 'rebuilding' });
  });

  return router;
}
