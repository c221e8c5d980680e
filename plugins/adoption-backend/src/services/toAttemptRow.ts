import { type AttemptRow, STAGES } from '@fairway/plugin-adoption-common';
import { type Creation, reachedBy } from '../figures/Creation';

const iso = (moment: number) => new Date(moment).toISOString();

/** An attempt as its row has it. */
export function toAttemptRow(
  creation: Creation,
  options: { stepNames: Map<string, string>; retried?: AttemptRow['retried'] },
): AttemptRow {
  const { id, taskId, template, templateVersion, team, system } = creation;
  const { name, entityRef, outcome, endedAt } = creation;
  return {
    ...{ id, template },
    ...(taskId !== undefined && { taskId }),
    ...(templateVersion !== undefined && { templateVersion }),
    ...(team !== undefined && { team }),
    ...(system !== undefined && { system }),
    ...(name !== undefined && { name }),
    ...(entityRef !== undefined && { entityRef }),
    reached: STAGES[reachedBy(creation)],
    ...(outcome !== undefined && { outcome }),
    moments: Object.fromEntries(
      Object.entries(creation.moments).map(([stage, at]) => [stage, iso(at)]),
    ),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
    failures: creation.failures.map(({ at, step, failure, message }) => ({
      at: iso(at),
      ...(step && { step }),
      stepName: options.stepNames.get(failure) ?? step,
      ...{ message, failure },
    })),
    ...(options.retried && { retried: options.retried }),
  };
}
