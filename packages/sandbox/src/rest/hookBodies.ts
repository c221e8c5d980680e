import { z } from 'zod';

const config = z.object({
  url: z.url({
    protocol: /^https?$/,
    error: 'must be a http or https address',
  }),
  content_type: z.enum(['json', 'form']).default('form'),
  secret: z.string().optional(),
});

const events = z.array(z.string().min(1)).min(1);

export const createHookBody = z.object({
  name: z.literal('web').default('web'),
  config,
  events: events.default(['push']),
  active: z.boolean().default(true),
});

export const updateHookBody = z.object({
  config: config
    .extend({ content_type: z.enum(['json', 'form']) })
    .partial()
    .optional(),
  events: events.optional(),
  active: z.boolean().optional(),
});
