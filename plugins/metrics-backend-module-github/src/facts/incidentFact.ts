import type { IncidentFact } from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type { GithubIssue } from '../webhook/schemas';
import { toUtc, toUtcIfAny } from './moments';

/** What is not an incident after all, in GitHub's words. */
const TAKEN_BACK = ['not_planned', 'duplicate'];
const GONE = ['deleted', 'transferred'];

/**
 * An issue with one of the labels is an incident, from when it was opened until it was closed; without the label, closed
 * as not planned or as a duplicate, deleted or moved away, it is taken back.
 *
 * @param options.removed - the label that was just taken off
 */
export function incidentFact(options: {
  repository: Repository;
  issue: GithubIssue;
  labels: string[];
  action?: string | null;
  removed?: string;
}): IncidentFact | undefined {
  const { repository, issue, labels, action, removed } = options;
  if (issue.pull_request) return undefined;
  const isIncident = (label: string) => labels.includes(label.toLowerCase());
  const labelled = issue.labels.some(isIncident);
  if (!labelled && !(removed && isIncident(removed))) return undefined;
  const closed = issue.state === 'closed';
  const resolvedAt = closed ? toUtcIfAny(issue.closed_at) : undefined;
  const withdrawn =
    !labelled ||
    GONE.includes(action ?? '') ||
    (closed && TAKEN_BACK.includes(issue.state_reason ?? ''));
  return {
    type: 'incident',
    incidentId: `${repository.project}#${issue.number}`,
    title: issue.title,
    openedAt: toUtc(issue.created_at),
    updatedAt: toUtc(issue.updated_at),
    url: issue.html_url,
    project: repository.project,
    ...readBody(issue.body ?? ''),
    ...(resolvedAt && { resolvedAt }),
    ...(withdrawn && { withdrawn }),
  };
}

const NAMED = {
  deploymentId: /^\d{1,20}$/,
  environment: /^[\w./-]{1,100}$/,
  revision: /^[0-9a-f]{7,40}$/,
  version: /^[\w.+-]{1,100}$/,
};
const WORDS: Record<string, keyof typeof NAMED> = {
  deployment: 'deploymentId',
  environment: 'environment',
  revision: 'revision',
  commit: 'revision',
  version: 'version',
};
/** `Version: v12` on a line of its own, or `### Version`, an empty line and `v12`, as GitHub's issue forms write it. */
const LINE =
  /^(?:\*\*|#{1,6} +)?(deployment|environment|revision|commit|version)(?:\*\*)?(?::(?:\*\*)?[ \t]*|[ \t]*\r?\n\s*)`?([^\s`]{1,100})`?[ \t]*$/gim;

/** What the issue names as its cause. */
function readBody(body: string): Partial<Record<keyof typeof NAMED, string>> {
  const found: Partial<Record<keyof typeof NAMED, string>> = {};
  for (const [, word, value] of body.slice(0, 20_000).matchAll(LINE)) {
    const field = WORDS[word.toLowerCase()];
    if (NAMED[field].test(value)) found[field] ??= value;
  }
  return found;
}
