import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { dashboardQuerySchema } from '@fairway/plugin-adoption-common';
import { parseInput, respond } from '@fairway/serving';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Asked } from '../services/Asked';
import type { CreationsService } from '../services/CreationsService';
import type { DeliveryService } from '../services/DeliveryService';
import type { ServicesService } from '../services/ServicesService';
import { audited } from './audited';
import { creationsToCsv, deliveryToCsv, servicesToCsv } from './csv';

/** The three answers that the dashboard is made of. */
export function createDashboardRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  creations: CreationsService;
  services: ServicesService;
  delivery: DeliveryService;
}): Router {
  const { auditor, httpAuth, creations, services, delivery } = options;
  const router = PromiseRouter();

  function answerAt<Answer extends object>(
    what: string,
    service: { answer(asked: Asked): Promise<Answer> },
    csv: (answer: Answer) => string,
  ) {
    router.get(`/${what}`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const { format, ...asked } = parseInput(
        dashboardQuerySchema,
        request.query,
      );
      const answer = await audited(
        {
          ...{ auditor, eventId: 'adoption-read', severityLevel: 'low' },
          ...{ request, meta: { what } },
        },
        () => service.answer({ ...asked, credentials }),
      );
      const filename = `adoption-${what}.csv`;
      respond({ request, response, answer, format, csv, filename });
    });
  }

  answerAt('creations', creations, creationsToCsv);
  answerAt('services', services, servicesToCsv);
  answerAt('delivery', delivery, deliveryToCsv);
  return router;
}
