import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { OwnerProposals } from '../ownership/OwnerProposals';
import { jsonBody } from './jsonBody';

const LONGEST = 500;
const REFERENCE = /^[a-z][a-z0-9]*:[^/:\s]+\/[^/:\s]+$/i;

const body = z.strictObject({
  entityRef: z.string().max(LONGEST),
  owner: z.string().max(LONGEST),
});

function readBody(input: unknown): z.infer<typeof body> {
  const parsed = body.safeParse(input);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${path.join('.') || 'body'}: ${message}`);
  }
  const { entityRef, owner } = parsed.data;
  if (!REFERENCE.test(entityRef)) {
    throw new InputError(
      'entityRef: must be a reference like component:default/…',
    );
  }
  return { entityRef: stringifyEntityRef(parseEntityRef(entityRef)), owner };
}

/** The route by which people propose an owner for what has none. */
export function createOwnershipRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  proposals: OwnerProposals;
}): express.Router {
  const { auditor, httpAuth, proposals } = options;
  const router = Router();

  router.post('/fairway/owner-changes', jsonBody, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const request = readBody(req.body);
    const event = await auditor.createEvent({
      eventId: 'owner-change',
      severityLevel: 'medium',
      request: req,
      meta: request,
    });
    try {
      const pull = await proposals.propose(request, credentials);
      await event.success({ meta: { pull: pull.url } });
      res.status(pull.existed ? 200 : 201).json(pull);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;
}
