import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EvidenceAnswer,
  EvidenceName,
  MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import { onceAllowed } from '@fairway/serving';
import { FUTURE_MILLISECONDS } from '../queries/CoverageQueries';
import type {
  DatabaseEvidenceQueries,
  EvidencePosition,
} from '../queries/DatabaseEvidenceQueries';
import type { EntitySpan, ScopeMembers } from '../queries/ScopeMembers';
import type { TimeWindow } from '../queries/TimeWindow';
import type { MetricsAuthorization } from './MetricsAuthorization';
import type { Asked, MetricsService } from './MetricsService';
import type { Scope } from './Scope';
import type { Timekeeper } from './Timekeeper';

export interface EvidenceServiceOptions {
  authorization: MetricsAuthorization;
  evidence: DatabaseEvidenceQueries;
  members: ScopeMembers;
  metrics: MetricsService;
  time: Timekeeper;
}

interface AskedEvidence extends Asked {
  scope: Scope;
  metric: EvidenceName;
  limit: number;
  after?: EvidencePosition;
}

type EvidencePageAnswer = Omit<EvidenceAnswer, 'nextCursor'> & {
  next?: EvidencePosition;
};

/** What is behind a figure, as far as the reader may open it. */
export class EvidenceService {
  readonly #options: EvidenceServiceOptions;

  private constructor(options: EvidenceServiceOptions) {
    this.#options = options;
  }

  static create(options: EvidenceServiceOptions): EvidenceService {
    return new EvidenceService(options);
  }

  async page(
    asked: AskedEvidence & { allowed?: Promise<void> },
  ): Promise<EvidencePageAnswer> {
    const { scope, metric, limit, after, credentials, allowed } = asked;
    const { authorization, evidence, time } = this.#options;
    const [window, now] = await Promise.all([
      time.window(asked),
      time.aboutNow(),
    ]);
    const [from, to] = [
      time.zone.startOf(window.fromDay),
      time.zone.startOf(window.toDay),
    ];
    const { items, next } = await onceAllowed(
      allowed ?? authorization.requireRead(scope, credentials),
      this.#members(scope, window).then(members =>
        evidence.evidence({
          ...{ metric, members, from, to, limit, after },
          futureFrom: now + FUTURE_MILLISECONDS,
        }),
      ),
    );
    const shown = await this.#readable(scope, items, credentials);
    return {
      scope: scope.ref,
      metric,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      items: shown,
      hidden: items.length - shown.length,
      next,
    };
  }

  /** The figures of a scope, and what is behind one of them, with one decision. */
  async withFigures(
    asked: AskedEvidence & { compare: boolean },
  ): Promise<MetricsAnswer & { evidence: EvidencePageAnswer }> {
    const { allowed, answer } = await this.#options.metrics.begin(asked);
    const [figures, evidence] = await Promise.all([
      answer,
      this.page({ ...asked, allowed }),
    ]);
    return { ...figures, evidence };
  }

  async #members(
    scope: Scope,
    window: TimeWindow,
  ): Promise<EntitySpan[] | undefined> {
    if (scope.level === 'organisation') return undefined;
    if (scope.level === 'entity')
      return [{ entityRef: scope.ref, from: 0, to: Number.MAX_SAFE_INTEGER }];
    return this.#options.members.of(scope.level, scope.ref, window);
  }

  /** Totals include what the reader can't open; the rows behind them do not. */
  async #readable<T extends { entityRef: string }>(
    scope: Scope,
    items: T[],
    credentials: BackstageCredentials,
  ): Promise<T[]> {
    if (scope.level === 'entity') return items;
    const readable = await this.#options.authorization.readable(
      [...new Set(items.map(({ entityRef }) => entityRef))],
      credentials,
    );
    return items.filter(({ entityRef }) => readable.has(entityRef));
  }
}
