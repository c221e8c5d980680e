import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { UnownedAnswer } from '@fairway/plugin-catalog-insights-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { CursorSigner } from '../services/CursorSigner';
import type { ListService } from '../services/ListService';
import { audited } from './audited';
import { parseQuery, unownedSchema } from './schemas';

const DEFAULT_LIMIT = 200;
const ORDER = { sort: 'owner', order: 'asc' } as const;

/** What nobody looks after. */
export function createUnownedRouter(options: {
  auditor: AuditorService;
  cursors: CursorSigner;
  httpAuth: HttpAuthService;
  list: ListService;
}): Router {
  const { auditor, cursors, httpAuth, list } = options;
  const router = PromiseRouter();

  const events = ['entity-fetch' as const];

  router.get('/unowned', (request, response) =>
    audited({ auditor, request, events, queryType: 'unowned' }, async () => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const asked = parseQuery(unownedSchema, request.url);
      const { limit = DEFAULT_LIMIT, cursor } = asked;
      const { from } =
        cursor === undefined
          ? { from: undefined }
          : await cursors.read(cursor, ORDER);
      const { items, more } = await list.unowned({
        ...{ credentials, limit, after: from?.ref },
        kind: asked.kind?.toLocaleLowerCase('en-US'),
      });
      const answer: UnownedAnswer = { items };
      if (more) {
        const ref = items.at(-1)!.entityRef;
        answer.nextCursor = await cursors.write(ORDER, {
          ...{ from: { part: 'rest', value: '', ref }, backward: false },
        });
      }
      response.json(answer);
    }),
  );

  return router;
}
