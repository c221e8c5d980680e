import { z } from 'zod';

const visibility = z.enum(['public', 'private', 'internal']);

const settings = {
  has_issues: z.boolean(),
  has_projects: z.boolean(),
  has_wiki: z.boolean(),
  has_discussions: z.boolean(),
  allow_squash_merge: z.boolean(),
  allow_merge_commit: z.boolean(),
  allow_rebase_merge: z.boolean(),
  allow_auto_merge: z.boolean(),
  allow_update_branch: z.boolean(),
  delete_branch_on_merge: z.boolean(),
  squash_merge_commit_title: z.enum(['PR_TITLE', 'COMMIT_OR_PR_TITLE']),
  squash_merge_commit_message: z.enum(['PR_BODY', 'COMMIT_MESSAGES', 'BLANK']),
  merge_commit_title: z.enum(['PR_TITLE', 'MERGE_MESSAGE']),
  merge_commit_message: z.enum(['PR_BODY', 'PR_TITLE', 'BLANK']),
};

const settingNames = Object.keys(settings);

const common = z
  .object({
    description: z.string().max(350).nullish(),
    homepage: z.string().max(255).nullish(),
    private: z.boolean(),
    visibility,
    ...settings,
  })
  .partial();

export const createRepositoryBody = common.extend({
  name: z.string(),
  // A repository made with a first commit is another thing: it is not made quietly without.
  auto_init: z.literal(false).optional(),
});

export const updateRepositoryBody = common.extend({
  name: z.string().optional(),
  default_branch: z.string().optional(),
  archived: z.boolean().optional(),
});

export const topicsBody = z.object({
  names: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/i, 'is not a topic'))
    .max(20),
});

/** The part of a body that is kept as it is and told again. */
export function settingsIn(
  body: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) => settingNames.includes(name) && value !== undefined,
    ),
  );
}
