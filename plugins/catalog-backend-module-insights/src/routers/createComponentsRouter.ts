import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type ComponentRow,
  FIGURES,
  type FacetAnswer,
  type FacetsAnswer,
} from '@fairway/plugin-catalog-insights-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { once } from 'node:events';
import type { ComponentFilters } from '../services/ComponentFilters';
import type { ListService } from '../services/ListService';
import { audited } from './audited';
import { CSV_HEADER, toCsv } from './csv';
import {
  type Given,
  csvSchema,
  facetsSchema,
  pageSchema,
  parseQuery,
  totalSchema,
} from './schemas';

const DEFAULT_LIMIT = 20;
const DEFAULT_KIND = 'component';
const ENTITIES = { events: ['entity-fetch' as const] };
const BOTH = { events: ['entity-fetch' as const, 'metrics-read' as const] };

/** Until what was written has gone out, or there is nobody any more to read it. */
async function untilTaken(response: Response): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([
    once(response, 'drain', { signal }),
    once(response, 'close', { signal }),
  ]);
  // Or the one that did not come would be listened for on and on.
  over.abort();
}

async function writeRest(
  response: Response,
  pages: AsyncGenerator<ComponentRow[]>,
): Promise<void> {
  try {
    for await (const rows of pages) {
      if (response.destroyed) return;
      if (!response.write(toCsv(rows))) await untilTaken(response);
    }
    response.end();
  } catch (error) {
    // Half a table must not look like a whole one.
    response.destroy(error as Error);
  }
}

/** The list: a page of it, its length, the values to filter it by, and all of it as CSV. */
export function createComponentsRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  list: ListService;
  userInfo: UserInfoService;
}): Router {
  const { auditor, httpAuth, list, userInfo } = options;
  const router = PromiseRouter();

  const ownedBy = async (credentials: BackstageCredentials) => {
    const { type } = credentials.principal as { type?: string };
    if (type !== 'user') throw new InputError('owned: only people own things');
    return (await userInfo.getUserInfo(credentials)).ownershipEntityRefs;
  };

  const read = async (request: Request, given: Given) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const filters: ComponentFilters = {
      kind: (given.kind ?? DEFAULT_KIND).toLocaleLowerCase('en-US'),
      words: given.q ?? [],
      refs: given.ref,
      ...{ owner: given.owner, system: given.system, type: given.type },
      ...{ lifecycle: given.lifecycle, tag: given.tag, health: given.health },
      name: given.name,
      figures: Object.fromEntries(FIGURES.map(name => [name, given[name]])),
      ...(given.path && { path: given.path === 'on' }),
      ...(given.owned && { ownedBy: await ownedBy(credentials) }),
    };
    const { sort = 'name', order = 'asc' } = given;
    return { filters, credentials, sort, order };
  };

  router.get('/components', (request, response) =>
    audited({ auditor, request, ...BOTH, queryType: 'list' }, async () => {
      const given = parseQuery(pageSchema, request.url);
      const { limit = DEFAULT_LIMIT, cursor } = given;
      const asked = await read(request, given);
      response.json(await list.page({ ...asked, limit, cursor }));
    }),
  );

  router.get('/components/total', (request, response) =>
    audited({ auditor, request, ...ENTITIES, queryType: 'total' }, async () => {
      const given = parseQuery(totalSchema, request.url);
      const asked = await read(request, given);
      const exact = given.exact === 'true';
      response.json(await list.total({ ...asked, exact }));
    }),
  );

  router.get('/facets', (request, response) =>
    audited(
      { auditor, request, ...ENTITIES, queryType: 'facets' },
      async () => {
        const given = parseQuery(facetsSchema, request.url);
        const asked = await read(request, given);
        const found = await list.facets({ ...asked, fields: given.field });
        const [[, items]] = found;
        const answer: FacetAnswer | FacetsAnswer =
          found.size === 1 ? { items } : { facets: Object.fromEntries(found) };
        response.json(answer);
      },
    ),
  );

  router.get('/components.csv', (request, response) =>
    audited({ auditor, request, ...BOTH, queryType: 'csv' }, async () => {
      const asked = await read(request, parseQuery(csvSchema, request.url));
      const pages = list.all(asked);
      // What fails before the first rows is answered as a failure.
      const first = await pages.next();
      response
        .set('Cache-Control', 'private, no-store')
        .set('Content-Disposition', 'attachment; filename="catalog.csv"')
        .type('text/csv; charset=utf-8')
        .write(CSV_HEADER);
      if (!first.done) response.write(toCsv(first.value));
      await writeRest(response, pages);
    }),
  );

  return router;
}
