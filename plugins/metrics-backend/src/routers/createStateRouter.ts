import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { jsonBody } from '@fairway/serving';
import type { StateService } from '../services/StateService';
import { parseInput, stateBodySchema } from './schemas';

/** What is there now and what came before, for plugins that watch it. */
export function createStateRouter(options: {
  httpAuth: HttpAuthService;
  state: StateService;
}): Router {
  const { httpAuth, state } = options;
  const router = PromiseRouter();
  router.post('/state', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    const asked = parseInput(stateBodySchema, request.body);
    response.json(await state.states({ credentials, ...asked }));
  });
  router.post('/history', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    const asked = parseInput(stateBodySchema, request.body);
    response.json(await state.histories({ credentials, ...asked }));
  });
  return router;
}
