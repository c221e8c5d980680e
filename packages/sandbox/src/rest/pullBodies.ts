import { z } from 'zod';

export const listPullsQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).catch('open'),
  head: z.string().optional(),
  base: z.string().optional(),
  sort: z.enum(['created', 'updated']).catch('created'),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
});

export const openPullBody = z.object({
  title: z.string().min(1).max(256),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
});

export const updatePullBody = z.object({
  title: z.string().min(1).max(256).optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

export const mergePullBody = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});
