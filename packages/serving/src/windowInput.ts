// The actions registry gives zod's third version to its callbacks.
import type { z as zod } from 'zod/v3';

const NINETY_DAYS = 90 * 86_400_000;

/** The window that an action is asked for. */
export const windowInput = (z: typeof zod) => ({
  from: z
    .string()
    .optional()
    .describe('ISO 8601 with offset; 90 days before "to" where absent'),
  to: z.string().optional().describe('ISO 8601 with offset; now where absent'),
});

/**
 * The window as an action was asked for it, or the ninety days until now. What is no moment is left as it is: who reads it
 * says what is wrong.
 */
export function windowOfInput(
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
