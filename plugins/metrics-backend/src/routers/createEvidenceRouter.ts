import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { fromCursor } from '@fairway/serving';
import type { EvidenceService } from '../services/EvidenceService';
import { audited } from './audited';
import { evidenceToCsv } from './csv';
import { respond } from './respond';
import { evidenceQuerySchema, parseInput } from './schemas';
import { scopePaths } from './scopePaths';
import { toEvidenceAnswer } from './toEvidenceAnswer';

/** A moment, and a text without anything that a database would not take. */
const positionSchema = z
  .tuple([
    z.int().min(0),
    z
      .string()
      .max(1_000)
      .regex(/^\P{Cc}*$/u),
  ])
  .transform(([at, id]) => ({ at, id }));

/** The deployments, changes and incidents behind any figure. */
export function createEvidenceRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  evidence: EvidenceService;
}): Router {
  const { auditor, httpAuth, evidence } = options;
  const router = PromiseRouter();

  for (const { path, scope: scopeOf } of scopePaths)
    router.get(`${path}/evidence`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const scope = scopeOf(request);
      const { cursor, format, ...asked } = parseInput(
        evidenceQuerySchema,
        request.query,
      );
      const after = fromCursor(positionSchema, cursor);
      const page = await audited(
        {
          ...{ auditor, eventId: 'metrics-read', severityLevel: 'low' },
          ...{ request, meta: { scope: scope.ref, what: asked.metric } },
        },
        () => evidence.page({ scope, credentials, after, ...asked }),
      );
      const answer = toEvidenceAnswer(page);
      // A table that is cut into pages says where the next one begins.
      if (answer.nextCursor) response.set('X-Next-Cursor', answer.nextCursor);
      const csv = () => evidenceToCsv(answer.items);
      respond({ request, response, answer, format, csv });
    });

  return router;
}
