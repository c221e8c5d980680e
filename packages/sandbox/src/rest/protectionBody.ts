import { z } from 'zod';

const names = z.array(z.string());

/** The body of `PUT …/protection`: the four parts that GitHub asks for are asked for here too. */
export const protectionBody = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean(),
      contexts: names.default([]),
      checks: z.array(z.object({ context: z.string() })).optional(),
    })
    .transform(({ strict, contexts, checks }) => ({
      strict,
      contexts: [
        ...new Set([...contexts, ...(checks ?? []).map(c => c.context)]),
      ],
    }))
    .nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z
    .object({
      dismiss_stale_reviews: z.boolean().optional(),
      require_code_owner_reviews: z.boolean().optional(),
      required_approving_review_count: z
        .number()
        .int()
        .min(0)
        .max(6)
        .optional(),
      require_last_push_approval: z.boolean().optional(),
      dismissal_restrictions: z.unknown().optional(),
      bypass_pull_request_allowances: z.unknown().optional(),
    })
    .nullable(),
  restrictions: z
    .object({ users: names, teams: names, apps: names.optional() })
    .nullable(),
  required_linear_history: z.boolean().optional(),
  allow_force_pushes: z.boolean().nullish(),
  allow_deletions: z.boolean().optional(),
  block_creations: z.boolean().optional(),
  required_conversation_resolution: z.boolean().optional(),
  lock_branch: z.boolean().optional(),
  allow_fork_syncing: z.boolean().optional(),
});
