import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { ExplainedAnswer } from '@fairway/plugin-metrics-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { jsonBody } from '@fairway/serving';
import type { DistributionService } from '../services/DistributionService';
import type { EvidenceService } from '../services/EvidenceService';
import type { ListingService } from '../services/ListingService';
import type { MetricsService } from '../services/MetricsService';
import { audited } from './audited';
import { distributionToCsv, figuresToCsv, manyToCsv, seriesToCsv } from './csv';
import { respond } from './respond';
import {
  cellsBodySchema,
  distributionQuerySchema,
  figuresQuerySchema,
  formatQuerySchema,
  manyBodySchema,
  PER_PAGE,
  parseInput,
  seriesQuerySchema,
} from './schemas';
import { scopePaths } from './scopePaths';
import { toEvidenceAnswer } from './toEvidenceAnswer';

const allow: ('user' | 'service')[] = ['user', 'service'];

/** The figures of an entity, an owner, a system, a domain and the organisation: as such, over time, and as a spread. */
export function createFiguresRouter(options: {
  auditor: AuditorService;
  distribution: DistributionService;
  evidence: EvidenceService;
  httpAuth: HttpAuthService;
  listing: ListingService;
  metrics: MetricsService;
}): Router {
  const { auditor, distribution, evidence, httpAuth, listing, metrics } =
    options;
  const router = PromiseRouter();
  const read = {
    auditor,
    eventId: 'metrics-read',
    severityLevel: 'low',
  } as const;

  const explained = async (
    question: Omit<Parameters<EvidenceService['withFigures']>[0], 'limit'>,
  ): Promise<ExplainedAnswer> => {
    const answer = await evidence.withFigures({
      ...{ ...question, limit: PER_PAGE },
    });
    return { ...answer, evidence: toEvidenceAnswer(answer.evidence) };
  };

  for (const { path, scope: scopeOf } of scopePaths) {
    router.get(path, async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow });
      const scope = scopeOf(request);
      const {
        format,
        evidence: metric,
        ...asked
      } = parseInput(figuresQuerySchema, request.query);
      const question = { scope, credentials, ...asked };
      const what = metric ? `figures and ${metric}` : 'figures';
      const answer = await audited(
        { ...read, request, meta: { scope: scope.ref, what } },
        () =>
          metric
            ? explained({ ...question, metric })
            : metrics.figures(question),
      );
      const csv = () => figuresToCsv(answer, [answer]);
      respond({ request, response, answer, format, csv });
    });

    router.get(`${path}/series`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow });
      const scope = scopeOf(request);
      const { format, ...asked } = parseInput(seriesQuerySchema, request.query);
      const answer = await audited(
        { ...read, request, meta: { scope: scope.ref, what: 'series' } },
        () => metrics.series({ scope, credentials, ...asked }),
      );
      respond({ request, response, answer, format, csv: seriesToCsv });
    });

    if (path.startsWith('/entities')) continue;
    router.get(`${path}/distribution`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, { allow });
      const scope = scopeOf(request);
      const { format, ...asked } = parseInput(
        distributionQuerySchema,
        request.query,
      );
      const answer = await audited(
        { ...read, request, meta: { scope: scope.ref, what: 'distribution' } },
        () => distribution.distribution({ scope, credentials, ...asked }),
      );
      respond({ request, response, answer, format, csv: distributionToCsv });
    });
  }

  router.post('/query', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow });
    const { format } = parseInput(formatQuerySchema, request.query);
    const asked = parseInput(manyBodySchema, request.body);
    const answer = await audited(
      { ...read, request, meta: { scopes: asked.entityRefs, what: 'many' } },
      () => metrics.many({ credentials, ...asked }),
    );
    respond({ request, response, answer, format, csv: manyToCsv });
  });

  router.post('/cells', jsonBody, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    const { entityRefs } = parseInput(cellsBodySchema, request.body);
    response.json(await listing.listed({ credentials, entityRefs }));
  });

  return router;
}
