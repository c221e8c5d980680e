import { windowInput, windowOfInput } from '@fairway/serving';
import { audited } from '../routers/audited';
import { type ActionDependencies, readScope } from './ActionDependencies';
import { scopeInput } from './inputs';
import { evidenceOutput } from './outputs';

/** Registers "list-deployments": what reached production. */
export function createListDeploymentsAction(options: ActionDependencies): void {
  const { actionsRegistry, auditor, evidence, time } = options;
  actionsRegistry.register({
    name: 'list-deployments',
    title: 'List deployments',
    description:
      'Lists the deployments that reached production, newest first: when, which version, of which kind (planned, rollback, hotfix, redeploy), whether it failed and when that was recovered.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          scope: scopeInput(z),
          ...windowInput(z),
          limit: z.number().int().min(1).max(200).default(50),
        }),
      output: evidenceOutput,
    },
    examples: [
      {
        title: 'What did payments deploy in the last ninety days?',
        input: { scope: 'group:default/payments', limit: 50 },
      },
    ],
    action: async ({ input, credentials }) => {
      const scope = readScope(input.scope);
      const window = windowOfInput(input, await time.now());
      const { next, ...page } = await audited(
        {
          ...{ auditor, eventId: 'metrics-read', severityLevel: 'low' },
          meta: { scope: scope.ref, what: 'deployments' },
        },
        () =>
          evidence.page({
            ...{ scope, ...window, credentials, limit: input.limit },
            metric: 'deploymentFrequency',
          }),
      );
      return { output: { ...page, more: next !== undefined } };
    },
  });
}
