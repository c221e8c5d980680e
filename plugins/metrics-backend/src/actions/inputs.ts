import type { z as zod } from 'zod/v3';

export const entityInput = (z: typeof zod) =>
  z.string().describe('The entity, such as component:default/checkout-api');

/** A scope: an entity, or what belongs to a group, a system or a domain, or the organisation. */
export const scopeInput = (z: typeof zod) =>
  z
    .string()
    .describe(
      'Whose figures: an entity such as component:default/checkout-api, group:default/payments, system:default/billing, domain:default/commerce, or "organisation"',
    );
