import { dashboardQuerySchema } from '@fairway/plugin-adoption-common';
import { parseInput, windowOfInput } from '@fairway/serving';
import { audited } from '../routers/audited';
import type { Asked } from '../services/Asked';
import type { ActionDependencies } from './ActionDependencies';
import {
  answeredOutput,
  creationsOutput,
  deliveryOutput,
  servicesOutput,
} from './figureOutputs';
import { filterInput } from './inputs';

/** Registers "get-adoption": what the dashboard shows, without what is drawn over time. */
export function createGetAdoptionAction(options: ActionDependencies): void {
  const { actionsRegistry, auditor, now, ...parts } = options;
  const { creations, services, delivery } = parts;
  actionsRegistry.register({
    name: 'get-adoption',
    title: 'Get adoption',
    description:
      'Tells whether the paved road is used, where it breaks and whether it helps: the funnel from Create Service to production with the time between its stages, failures grouped by step and message, the time to first deploy, template runs, the share of services on a path by team, the versions in use, and the delivery metrics of services on a path beside those off one; each with how many it is made of, beside the days before. A figure without enough data has no value. Nobody is named.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object(filterInput(z)),
      output: z =>
        z.object({
          ...answeredOutput(z),
          creations: creationsOutput(z),
          services: servicesOutput(z),
          delivery: deliveryOutput(z),
        }),
    },
    examples: [
      { title: 'Is the paved road used?', input: {} },
      {
        title: 'How far do the creations of payments come?',
        input: { team: 'group:default/payments' },
      },
    ],
    action: async ({ input, credentials }) => {
      const asked = parseInput(dashboardQuerySchema, {
        ...input,
        ...windowOfInput(input, now()),
      });
      const answerOf = <Answer>(
        what: string,
        service: { answer(question: Asked): Promise<Answer> },
      ) =>
        audited(
          {
            ...{ auditor, eventId: 'adoption-read', severityLevel: 'low' },
            meta: { what },
          },
          () => service.answer({ ...asked, credentials }),
        );
      const [ofCreations, ofServices, ofDelivery] = await Promise.all([
        answerOf('creations', creations),
        answerOf('services', services),
        answerOf('delivery', delivery),
      ]);
      const { from, to, zone, rules, filters, before, needed, freshness } =
        ofCreations;
      return {
        output: {
          ...{ from, to, zone, rules, needed, freshness },
          filters: { ...filters },
          ...(before && { before }),
          creations: ofCreations,
          services: ofServices,
          delivery: ofDelivery,
        },
      };
    },
  });
}
