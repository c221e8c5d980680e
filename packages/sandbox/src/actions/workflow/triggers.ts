import type { EventsConfig } from '@actions/workflow-parser/model/workflow-template';
import { minimatch } from 'minimatch';

/** What of a push decides whether it starts a workflow. */
export interface PushFacts {
  /** For example `refs/heads/main`. */
  ref: string;
  /** Paths that the push changed; undefined when it can't be told, as for a new tag. */
  changed?: string[];
}

interface PushFilter {
  branches?: string[];
  'branches-ignore'?: string[];
  tags?: string[];
  'tags-ignore'?: string[];
  paths?: string[];
  'paths-ignore'?: string[];
}

/** GitHub's filter patterns: the last one that matches decides, `!` excludes. */
function included(patterns: string[], value: string): boolean {
  return patterns.reduce((verdict, pattern) => {
    const negated = pattern.startsWith('!');
    const glob = negated ? pattern.slice(1) : pattern;
    const hit = minimatch(value, glob, { dot: true, nonegate: true });
    return hit ? !negated : verdict;
  }, false);
}

function allows(
  value: string,
  patterns: string[] | undefined,
  ignored: string[] | undefined,
): boolean {
  if (patterns) {
    return included(patterns, value);
  }
  return !ignored || !included(ignored, value);
}

function matchesRef(filter: PushFilter, ref: string): boolean {
  const branchFilter = filter.branches ?? filter['branches-ignore'];
  const tagFilter = filter.tags ?? filter['tags-ignore'];
  if (ref.startsWith('refs/tags/')) {
    const tag = ref.slice('refs/tags/'.length);
    return tagFilter
      ? allows(tag, filter.tags, filter['tags-ignore'])
      : !branchFilter;
  }
  const branch = ref.slice('refs/heads/'.length);
  return branchFilter
    ? allows(branch, filter.branches, filter['branches-ignore'])
    : !tagFilter;
}

interface PullFilter extends PushFilter {
  types?: string[];
}

/** What of a pull request decides whether it starts a workflow. */
export interface PullFacts {
  /** `opened`, `synchronize` … */
  action: string;
  /** The branch that it is to be merged into. */
  base: string;
  /** Paths that it changes. */
  changed: string[];
}

const usualTypes = ['opened', 'synchronize', 'reopened'];

/** Whether a workflow with these triggers runs for a pull request. */
export function matchesPull(on: EventsConfig, pull: PullFacts): boolean {
  const filter = on.pull_request as PullFilter | undefined;
  if (
    !filter ||
    !(filter.types ?? usualTypes).includes(pull.action) ||
    !allows(pull.base, filter.branches, filter['branches-ignore'])
  ) {
    return false;
  }
  const { paths, 'paths-ignore': ignored } = filter;
  return (
    (!paths && !ignored) ||
    pull.changed.some(path => allows(path, paths, ignored))
  );
}

/** Whether a workflow with these triggers runs for a push. */
export function matchesPush(on: EventsConfig, push: PushFacts): boolean {
  const filter = on.push as PushFilter | undefined;
  if (!filter || !matchesRef(filter, push.ref)) {
    return false;
  }
  const { paths, 'paths-ignore': ignored } = filter;
  if ((!paths && !ignored) || !push.changed) {
    return true;
  }
  return push.changed.some(path => allows(path, paths, ignored));
}
