import { MOST_ROWS_PER_PAGE } from '@fairway/plugin-adoption-common';
import { windowInput } from '@fairway/serving';
// The registry gives zod's third version to its callbacks.
import type { z as zod } from 'zod/v3';

/** The days, and what they are narrowed down to. */
export const filterInput = (z: typeof zod) => ({
  ...windowInput(z),
  team: z
    .string()
    .optional()
    .describe(
      'Only of this team, such as group:default/payments; "none" for what no team owns',
    ),
  template: z
    .string()
    .optional()
    .describe('Only of this path, such as template:default/node-service'),
  system: z
    .string()
    .optional()
    .describe('Only of this system, such as system:default/billing'),
});

export const limitInput = (z: typeof zod) =>
  z.number().int().min(1).max(MOST_ROWS_PER_PAGE).default(50);
