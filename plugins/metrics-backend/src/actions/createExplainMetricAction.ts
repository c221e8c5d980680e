import { EVIDENCE_NAMES } from '@fairway/plugin-metrics-common';
import { windowInput, windowOfInput } from '@fairway/serving';
import { audited } from '../routers/audited';
import { evidenceNameSchema, parseInput } from '../routers/schemas';
import { type ActionDependencies, readScope } from './ActionDependencies';
import { scopeInput } from './inputs';
import { evidenceOutput } from './outputs';

/** Registers "explain-metric": what is behind a figure. */
export function createExplainMetricAction(options: ActionDependencies): void {
  const { actionsRegistry, auditor, evidence, time } = options;
  actionsRegistry.register({
    name: 'explain-metric',
    title: 'Explain a delivery metric',
    description:
      'Lists the deployments, changes or incidents that a delivery metric is made of, newest first, and says why each counts or not.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          scope: scopeInput(z),
          metric: z.enum(EVIDENCE_NAMES).describe('Which figure or list'),
          ...windowInput(z),
          limit: z.number().int().min(1).max(200).default(50),
        }),
      output: evidenceOutput,
    },
    examples: [
      {
        title: 'Why is the change fail rate of checkout-api what it is?',
        input: {
          scope: 'component:default/checkout-api',
          metric: 'changeFailRate',
          limit: 50,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const scope = readScope(input.scope);
      const metric = parseInput(evidenceNameSchema, input.metric);
      const window = windowOfInput(input, await time.now());
      const { next, ...page } = await audited(
        {
          ...{ auditor, eventId: 'metrics-read', severityLevel: 'low' },
          meta: { scope: scope.ref, what: metric },
        },
        () =>
          evidence.page({
            ...{ scope, metric, ...window, credentials },
            limit: input.limit,
          }),
      );
      return { output: { ...page, more: next !== undefined } };
    },
  });
}
