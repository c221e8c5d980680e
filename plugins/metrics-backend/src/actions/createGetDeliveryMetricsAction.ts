import { windowInput, windowOfInput } from '@fairway/serving';
import { audited } from '../routers/audited';
import { type ActionDependencies, readScope } from './ActionDependencies';
import { scopeInput } from './inputs';
import { figuresOutput } from './outputs';

/** Registers "get-delivery-metrics": the five figures of a scope. */
export function createGetDeliveryMetricsAction(
  options: ActionDependencies,
): void {
  const { actionsRegistry, auditor, metrics, time } = options;
  actionsRegistry.register({
    name: 'get-delivery-metrics',
    title: 'Get delivery metrics',
    description:
      'Gives change lead time, deployment frequency, change fail rate, failed deployment recovery time and deployment rework rate of a component, team, system, domain or the organisation, beside the period before, each with how many it is made of. A figure without enough data has no value.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ scope: scopeInput(z), ...windowInput(z) }),
      output: figuresOutput,
    },
    examples: [
      {
        title: 'How is checkout-api delivered?',
        input: { scope: 'component:default/checkout-api' },
      },
    ],
    action: async ({ input, credentials }) => {
      const scope = readScope(input.scope);
      const window = windowOfInput(input, await time.now());
      return {
        output: await audited(
          {
            ...{ auditor, eventId: 'metrics-read', severityLevel: 'low' },
            meta: { scope: scope.ref, what: 'figures' },
          },
          () =>
            metrics.figures({ scope, ...window, compare: true, credentials }),
        ),
      };
    },
  });
}
