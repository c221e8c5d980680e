import { z as zod } from 'zod/v3';

/** The inputs of `publish:github`, as the scaffolder wants them: one function for each. */
export const publishInput = {
  repoUrl: (z: typeof zod) =>
    z.string({
      description:
        'Where to, as `host?owner=organisation&repo=name`; `repositoryUrl(parameters.name)` makes it',
    }),
  description: (z: typeof zod) =>
    z.string({ description: 'One line that says what it is' }).optional(),
  repoVisibility: (z: typeof zod) =>
    z
      .enum(['private', 'internal', 'public'], {
        description: 'Who may see it. Default: private',
      })
      .optional(),
  defaultBranch: (z: typeof zod) =>
    z
      .string({ description: 'Branch of the first commit. Default: main' })
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
      .optional(),
  topics: (z: typeof zod) =>
    z.array(z.string(), { description: 'Topics of the repository' }).optional(),
  access: (z: typeof zod) =>
    z
      .string({
        description: 'Who administers it: `organisation/team`, or a user',
      })
      .optional(),
  collaborators: (z: typeof zod) =>
    z
      .array(
        z.union([
          z.object({ user: z.string(), access: z.string() }),
          z.object({ team: z.string(), access: z.string() }),
        ]),
        { description: 'People and teams with their access' },
      )
      .optional(),
  protectDefaultBranch: (z: typeof zod) =>
    z
      .boolean({ description: 'Protect the default branch. Default: true' })
      .optional(),
  protection: (z: typeof zod) =>
    z
      .enum(['required', 'preferred'], {
        description:
          'What if the forge has no protection for this repository: fail, or go on and say that it is missing. Default: required',
      })
      .optional(),
  protectEnforceAdmins: (z: typeof zod) =>
    z
      .boolean({ description: 'Rules hold for admins too. Default: true' })
      .optional(),
  requiredApprovingReviewCount: (z: typeof zod) =>
    z
      .number({ description: 'Approvals before a merge. Default: 1' })
      .int()
      .min(0)
      .max(6)
      .optional(),
  requireCodeOwnerReviews: (z: typeof zod) =>
    z.boolean({ description: 'A code owner has to approve' }).optional(),
  dismissStaleReviews: (z: typeof zod) =>
    z.boolean({ description: 'A new commit ends approvals' }).optional(),
  requiredStatusCheckContexts: (z: typeof zod) =>
    z.array(z.string(), { description: 'Checks that have to pass' }).optional(),
  requireBranchesToBeUpToDate: (z: typeof zod) =>
    z
      .boolean({ description: 'Checks run on the newest base. Default: true' })
      .optional(),
  requiredConversationResolution: (z: typeof zod) =>
    z.boolean({ description: 'Conversations have to be resolved' }).optional(),
  requiredLinearHistory: (z: typeof zod) =>
    z.boolean({ description: 'No merge commits' }).optional(),
  deleteBranchOnMerge: (z: typeof zod) =>
    z.boolean({ description: 'Delete merged branches' }).optional(),
  allowMergeCommit: (z: typeof zod) =>
    z.boolean({ description: 'Allow merge commits' }).optional(),
  allowSquashMerge: (z: typeof zod) =>
    z.boolean({ description: 'Allow squashing' }).optional(),
  allowRebaseMerge: (z: typeof zod) =>
    z.boolean({ description: 'Allow rebasing' }).optional(),
  allowAutoMerge: (z: typeof zod) =>
    z.boolean({ description: 'Allow auto-merge' }).optional(),
  hasIssues: (z: typeof zod) =>
    z.boolean({ description: 'Offer issues' }).optional(),
  hasProjects: (z: typeof zod) =>
    z.boolean({ description: 'Offer projects' }).optional(),
  hasWiki: (z: typeof zod) =>
    z.boolean({ description: 'Offer a wiki' }).optional(),
  sourcePath: (z: typeof zod) =>
    z
      .string({
        description: 'Folder of the workspace that becomes the repository',
      })
      .optional(),
  gitCommitMessage: (z: typeof zod) =>
    z.string({ description: 'Message of the first commit' }).optional(),
  gitAuthorName: (z: typeof zod) =>
    z.string({ description: 'Author of the first commit' }).optional(),
  gitAuthorEmail: (z: typeof zod) =>
    z.string({ description: "Author's mail address" }).optional(),
  expectedEntity: (z: typeof zod) =>
    z
      .object(
        {
          kind: z.string().optional(),
          name: z.string().optional(),
          owner: z.string().optional(),
          description: z.string().optional(),
          system: z.string().optional(),
        },
        {
          description:
            'What the rendered catalog-info.yaml has to say; anything else fails the step before a repository exists',
        },
      )
      .optional(),
};

/** The outputs of `publish:github`. */
export const publishOutput = {
  remoteUrl: (z: typeof zod) =>
    z.string({ description: 'URL for git clone and git push' }),
  repoContentsUrl: (z: typeof zod) =>
    z.string({ description: 'URL of the root folder on the default branch' }),
  commitHash: (z: typeof zod) =>
    z.string({ description: 'Full hash of the first commit' }),
  protection: (z: typeof zod) =>
    z.enum(['applied', 'missing', 'off'], {
      description: 'Whether the default branch is protected',
    }),
};

type Inputs = typeof publishInput;
type Optional = {
  [K in keyof Inputs]: undefined extends zod.infer<ReturnType<Inputs[K]>>
    ? K
    : never;
}[keyof Inputs];

/** The input of `publish:github`, as a handler gets it. */
export type PublishRequest = {
  [K in Exclude<keyof Inputs, Optional>]: zod.infer<ReturnType<Inputs[K]>>;
} & { [K in Optional]?: zod.infer<ReturnType<Inputs[K]>> };
