/** What became of a release in its environment, in the words of a deployment. */
export type ReleaseState =
  | 'queued'
  | 'pending'
  | 'in_progress'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

/** One version brought, or being brought, to one environment. */
export interface Release {
  environment: string;
  /** The name people use for it, such as "v215"; absent where the source gives none. */
  version?: string;
  /** The full id of the commit it was built from. */
  revision: string;
  /** The first line of that commit's message. */
  title?: string;
  state: ReleaseState;
  /**
   * ISO 8601, UTC. For a release that reached its environment the moment it
   * did; for any other the moment its state was reported.
   */
  since: string;
  /** Where it answers; http or https. */
  url?: string;
  /** Where its log can be read; http or https. */
  logUrl?: string;
  deploymentId: string;
}

/** What runs in one environment, what is on its way there, and what ran before. */
export interface EnvironmentReleases {
  environment: string;
  production: boolean;
  /** The newest release that reached the environment and still serves it. */
  current?: Release;
  /** The newest attempt, when it is not the current release. */
  latest?: Release;
  /** What served before the current release. */
  previous?: Release;
}

/** The run that carries out a promotion. */
export interface PromotionRun {
  url: string;
  /** The version it carries, where the run says so. */
  version?: string;
  /** "completed" once it ended; any other value means that it is under way. */
  status: string;
  /** How it ended: "success", or a word that says why not. */
  conclusion?: string;
  /** ISO 8601, UTC: when it last changed. */
  updatedAt?: string;
}

/** The step that the release in one environment can take to the next. */
export interface Promotion {
  from: string;
  to: string;
  version?: string;
  revision: string;
  /** Changes that `from` has and `to` has not; absent while `to` is empty. */
  aheadBy?: number;
  /** Changes that `to` has and `from` has not, as after a rollback. */
  behindBy?: number;
  compareUrl?: string;
  /**
   * The run that is under way, whichever version it carries; otherwise the
   * newest one that ended for this version.
   */
  run?: PromotionRun;
  /** Why it can't be started from here; absent when it can. */
  unavailable?: string;
}

/** Where an answer comes from, and how fresh it is. */
export interface ReleasesSource {
  /** Who reported it, in a reader's words. */
  title: string;
  /** ISO 8601, UTC: when the source gave this answer. */
  asOf: string;
  /** Where the source shows its builds and deployments. */
  url?: string;
  /** Set when the source is away now and this is its last known answer. */
  stale?: { reason: string };
}

/** The answer to "where does this entity run". */
export interface EntityReleases {
  entityRef: string;
  source: ReleasesSource;
  /** In the order of promotion: where a release arrives first, production last. */
  environments: EnvironmentReleases[];
  /** Absent when nothing waits to be promoted. */
  promotion?: Promotion;
  /** Whether the caller may start the promotion. */
  mayPromote: boolean;
}

/** Body of a request to promote: what to bring, from where to where. */
export interface PromotionRequest {
  from: string;
  to: string;
  /** The version expected in `from`; refused when another runs there by now. */
  version: string;
}

/** Answer to an accepted request to promote. */
export interface PromotionStarted {
  /** The run that carries it out. */
  url: string;
}
