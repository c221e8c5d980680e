import { EventEmitter } from 'node:events';
import { Deployment, DeploymentStatus } from './Deployments';
import type { Issue } from './Issues';
import { Person, Repository } from './model';
import { Pull } from './PullRow';
import { Review } from './Reviews';

/** A commit as a push event carries it. */
export interface PushedCommit {
  id: string;
  tree: string;
  message: string;
  timestamp: string;
  author: { name: string; email: string };
  committer: { name: string; email: string };
  added: string[];
  removed: string[];
  modified: string[];
}

/** One ref that moved. `before` or `after` is forty zeros when the ref came or went. */
export interface PushEvent {
  repository: Repository;
  /** For example `refs/heads/main` or `refs/tags/v1`. */
  ref: string;
  before: string;
  after: string;
  pusher: Person;
  /** Pushed with a workflow's own token: starts no workflow. */
  viaWorkflowToken: boolean;
  forced: boolean;
  /** New commits on this ref, oldest first; empty for a deletion or a tag. */
  commits: PushedCommit[];
}

export type PullAction =
  | 'opened'
  | 'edited'
  | 'synchronize'
  | 'ready_for_review'
  | 'closed'
  | 'reopened';

export type IssueAction =
  'opened' | 'edited' | 'labeled' | 'unlabeled' | 'closed' | 'reopened';

export interface ForgeEventMap {
  push: PushEvent;
  'repository.created': { repository: Repository; sender: Person };
  'repository.deleted': { repository: Repository; sender: Person };
  pull_request: {
    action: PullAction;
    repository: Repository;
    pull: Pull;
    /** Login. */
    sender: string;
    /** Brought about with a workflow's own token: starts no workflow. */
    viaWorkflowToken: boolean;
  };
  'pull_request_review.submitted': {
    repository: Repository;
    pull: Pull;
    review: Review;
  };
  issues: {
    action: IssueAction;
    repository: Repository;
    issue: Issue;
    /** That was put on or taken off. */
    label?: string;
    /** Login. */
    sender: string;
  };
  'deployment.created': { repository: Repository; deployment: Deployment };
  'deployment_status.created': {
    repository: Repository;
    deployment: Deployment;
    status: DeploymentStatus;
  };
}

/**
 * What happens in the forge, for the rooms beside it. Listeners are called **inside the transaction** that stores what
 * happened: rows that they write are committed together with it, or not at all. They must be synchronous; work that
 * takes longer is stored as a row and begun in `database.afterCommit`, and taken up again at the next start.
 */
export class ForgeEvents {
  readonly #emitter = new EventEmitter();

  on<Name extends keyof ForgeEventMap>(
    name: Name,
    listener: (event: ForgeEventMap[Name]) => void,
  ): () => void {
    this.#emitter.on(name, listener);
    return () => this.#emitter.off(name, listener);
  }

  emit<Name extends keyof ForgeEventMap>(
    name: Name,
    event: ForgeEventMap[Name],
  ): void {
    this.#emitter.emit(name, event);
  }
}
