import { z } from 'zod';

/*
 * What is relied on of GitHub's objects, and no more: the API and webhooks give the same ones, and both grow.
 * See https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */

const moment = z.string().min(1);
const optional = <T extends z.ZodType>(type: T) => type.nullish();

export const repositorySchema = z.object({
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string(),
});

export const deploymentSchema = z.object({
  id: z.number(),
  sha: z.string(),
  ref: z.string(),
  task: optional(z.string()),
  environment: z.string(),
  /** Whatever the deployer sent: an object, or a text that may be JSON. */
  payload: z.unknown().optional(),
  created_at: moment,
  updated_at: moment,
});
export type GithubDeployment = z.infer<typeof deploymentSchema>;

export const deploymentStatusSchema = z.object({
  id: z.number(),
  state: z.string(),
  created_at: moment,
  environment_url: optional(z.string()),
  log_url: optional(z.string()),
  target_url: optional(z.string()),
});
export type GithubDeploymentStatus = z.infer<typeof deploymentStatusSchema>;

export const runSchema = z.object({
  id: z.number(),
  run_attempt: optional(z.number()),
  name: optional(z.string()),
  head_sha: z.string(),
  head_branch: optional(z.string()),
  event: z.string(),
  status: optional(z.string()),
  conclusion: optional(z.string()),
  run_started_at: optional(moment),
  created_at: moment,
  updated_at: moment,
  html_url: z.string(),
});
export type GithubRun = z.infer<typeof runSchema>;

const labels = z
  .array(z.union([z.string(), z.object({ name: optional(z.string()) })]))
  .nullish()
  .transform(all =>
    (all ?? []).flatMap(
      label => (typeof label === 'string' ? label : label.name) || [],
    ),
  );

export const pullSchema = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  state: z.string(),
  merged_at: optional(moment),
  merge_commit_sha: optional(z.string()),
  updated_at: moment,
  labels,
  head: z.object({ sha: z.string() }),
  base: z.object({ ref: z.string() }),
});
export type GithubPull = z.infer<typeof pullSchema>;

export const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  state: optional(z.string()),
  state_reason: optional(z.string()),
  body: optional(z.string()),
  created_at: moment,
  updated_at: moment,
  closed_at: optional(moment),
  labels,
  /** The API lists pull requests among issues. */
  pull_request: z.unknown().optional(),
});
export type GithubIssue = z.infer<typeof issueSchema>;

export const releaseSchema = z.object({
  id: z.number(),
  tag_name: z.string(),
  target_commitish: z.string(),
  html_url: z.string(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  created_at: moment,
  published_at: optional(moment),
});
export type GithubRelease = z.infer<typeof releaseSchema>;

const pushedCommitSchema = z.object({
  id: z.string(),
  message: z.string(),
  timestamp: moment,
});

export const pushSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  created: z.boolean(),
  deleted: z.boolean(),
  forced: z.boolean(),
  commits: z.array(pushedCommitSchema),
});
export type GithubPush = z.infer<typeof pushSchema>;

/** What every payload about a repository has; the rest is read by the schema of its event. */
export const payloadSchema = z.looseObject({
  action: optional(z.string()),
  repository: repositorySchema,
  label: z.object({ name: z.string() }).nullish(),
});
