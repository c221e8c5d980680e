import type { z as zod } from 'zod/v3';

/** The window that an action is asked for. */
export const windowInput = (z: typeof zod) => ({
  from: z
    .string()
    .optional()
    .describe('ISO 8601 with offset; 90 days before "to" where absent'),
  to: z.string().optional().describe('ISO 8601 with offset; now where absent'),
});

export const entityInput = (z: typeof zod) =>
  z.string().describe('The entity, such as component:default/checkout-api');

/** A scope: an entity, or what belongs to a group, a system or a domain, or the organisation. */
export const scopeInput = (z: typeof zod) =>
  z
    .string()
    .describe(
      'Whose figures: an entity such as component:default/checkout-api, group:default/payments, system:default/billing, domain:default/commerce, or "organisation"',
    );

const NINETY_DAYS = 90 * 86_400_000;

/** The window as asked, or the ninety days until now. */
export function windowOf(
  input: { from?: string; to?: string },
  now: number,
): { from: string; to: string } {
  const to = input.to ?? new Date(now).toISOString();
  const end = Date.parse(to);
  const from =
    input.from ??
    (Number.isNaN(end) ? to : new Date(end - NINETY_DAYS).toISOString());
  return { from, to };
}
