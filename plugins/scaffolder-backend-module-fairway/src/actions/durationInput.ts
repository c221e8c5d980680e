import { z as zod } from 'zod/v3';

const UNITS = [
  'years',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
  'seconds',
  'milliseconds',
] as const;

/** An optional HumanDuration, such as `{ minutes: 20 }`, as an action's input. */
export function durationInput(description: string) {
  return (z: typeof zod) =>
    z
      .object(
        Object.fromEntries(
          UNITS.map(unit => [unit, z.number().min(0).optional()]),
        ) as Record<(typeof UNITS)[number], zod.ZodOptional<zod.ZodNumber>>,
        { description },
      )
      .optional();
}
