import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  type RowsAnswer,
  attemptsQuerySchema,
  deliveryRowsQuerySchema,
  deploysQuerySchema,
  servicesQuerySchema,
} from '@fairway/plugin-adoption-common';
import { fromCursor, parseInput, respond, toCursor } from '@fairway/serving';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type {
  AskedPage,
  AttemptsService,
  Page,
} from '../services/AttemptsService';
import type { ServiceRowsService } from '../services/ServiceRowsService';
import { audited } from './audited';
import { rowsToCsv } from './csv';

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

const COLUMNS = {
  attempts: [
    ...['id', 'taskId', 'template', 'templateVersion', 'team', 'system'],
    ...['name', 'entityRef', 'reached', 'outcome', 'moments', 'endedAt'],
    ...['failures', 'retried'],
  ],
  deploys: [
    ...['entityRef', 'taskId', 'template', 'team', 'system', 'from', 'at'],
    'seconds',
  ],
  'services/rows': [
    ...['entityRef', 'team', 'system', 'onPath', 'template', 'version'],
    ...['latest', 'behind', 'origin', 'since', 'onPathSince', 'taskId'],
  ],
  'delivery/rows': [
    ...['entityRef', 'team', 'system', 'template', 'onPath', 'ageDays'],
    'figures',
  ],
};

/** What every one of the questions has. */
interface Query {
  from: string;
  to: string;
  team?: string;
  template?: string;
  system?: string;
  format?: 'json' | 'csv';
  limit: number;
  cursor?: string;
}

/** The rows behind the numbers, for those who may read them. */
export function createRowsRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  attempts: AttemptsService;
  serviceRows: ServiceRowsService;
}): Router {
  const { auditor, httpAuth, attempts, serviceRows } = options;
  const router = PromiseRouter();

  function pagesAt<Asked extends Query, Row extends object>(
    path: keyof typeof COLUMNS,
    schema: z.ZodType<Asked>,
    pageOf: (page: AskedPage, asked: Asked) => Promise<Page<Row>>,
  ) {
    router.get(`/${path}`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const asked = parseInput(schema, request.query);
      const { from, to, team, template, system, limit } = asked;
      const after = fromCursor(positionSchema, asked.cursor);
      const { next, ...page } = await audited(
        {
          ...{ auditor, eventId: 'adoption-detail-read', severityLevel: 'low' },
          ...{ request, meta: { what: path, ...(team && { team }) } },
        },
        () =>
          pageOf(
            { from, to, team, template, system, limit, after, credentials },
            asked,
          ),
      );
      const answer: RowsAnswer<Row> = {
        ...page,
        ...(next && { nextCursor: toCursor([next.at, next.id]) }),
      };
      // A table that is cut into pages says where the next one begins.
      if (answer.nextCursor) response.set('X-Next-Cursor', answer.nextCursor);
      respond({
        ...{ request, response, answer, format: asked.format },
        csv: ({ items }) => rowsToCsv(COLUMNS[path], items),
        filename: `adoption-${path.replace('/', '-')}.csv`,
      });
    });
  }

  pagesAt('attempts', attemptsQuerySchema, (page, asked) => {
    const { reached, stopped, outcome, publishes } = asked;
    const { failure, failedOnce, finishedOnRetry } = asked;
    return attempts.attempts({
      ...page,
      wish: {
        ...{ reached, stopped, outcome, publishes },
        ...{ failure, failedOnce, finishedOnRetry },
      },
    });
  });
  pagesAt('deploys', deploysQuerySchema, page => attempts.deploys(page));
  pagesAt('services/rows', servicesQuerySchema, (page, asked) => {
    const { path, version, behind, origin } = asked;
    const wish = { path, version, behind, origin };
    return serviceRows.services({ ...page, wish });
  });
  pagesAt('delivery/rows', deliveryRowsQuerySchema, (page, { metric, path }) =>
    serviceRows.delivery({ ...page, metric, path }),
  );
  return router;
}
