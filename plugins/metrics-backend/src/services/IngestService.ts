import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CoverageAnswer,
  RULES_VERSION,
} from '@fairway/plugin-metrics-common';
import type { MetricsSource } from '@fairway/plugin-metrics-node';
import type { Knex } from 'knex';
import type { DeadLetter, InboxStore } from '../ingest/InboxStore';
import type {
  CoverageQueries,
  UnmatchedProject,
} from '../queries/CoverageQueries';
import type { RulesConfig } from '../rollups/EntityFigures';
import { requestRebuild } from '../rollups/figuresState';
import type { MetricsAuthorization } from './MetricsAuthorization';
import { SingleFlight } from './SingleFlight';
import type { Timekeeper } from './Timekeeper';

const COVERAGE_MILLISECONDS = 2_000;

export interface IngestServiceOptions {
  knex: Knex;
  rules: RulesConfig;
  authorization: MetricsAuthorization;
  coverage: CoverageQueries;
  inbox: InboxStore;
  sources: Map<string, MetricsSource>;
  time: Timekeeper;
  /** Told after deliveries were put back, or everything was marked. */
  onInbox(): void;
  onMarked(): void;
}

interface Caller {
  credentials: BackstageCredentials;
}

/** What the figures rest on, for everybody; and what the platform team can do about it. */
export class IngestService {
  readonly #options: IngestServiceOptions;
  readonly #coverage = SingleFlight.create<Omit<CoverageAnswer, 'freshness'>>({
    milliseconds: COVERAGE_MILLISECONDS,
  });

  private constructor(options: IngestServiceOptions) {
    this.#options = options;
  }

  static create(options: IngestServiceOptions): IngestService {
    return new IngestService(options);
  }

  async coverage({ credentials }: Caller): Promise<CoverageAnswer> {
    const { authorization, time } = this.#options;
    await authorization.requireOrganisation(credentials);
    const [found, freshness] = await Promise.all([
      this.#coverage.get('', () => this.#findCoverage()),
      time.reach(),
    ]);
    return { ...found, freshness };
  }

  async inbox({ credentials }: Caller): Promise<CoverageAnswer['sources']> {
    await this.#options.authorization.requireManage(credentials);
    return this.#sources();
  }

  async deadLetters(
    options: Caller & { source?: string; limit: number; after?: number },
  ): Promise<{ items: DeadLetter[]; last?: number }> {
    const { authorization, inbox } = this.#options;
    await authorization.requireManage(options.credentials);
    const { source, limit, after } = options;
    const found = await inbox.deadLetters({ source, after, limit: limit + 1 });
    const items = found.slice(0, limit);
    return {
      items,
      ...(found.length > limit && { last: items.at(-1)!.id }),
    };
  }

  /** @returns how many wait again */
  async replay(
    options: Caller & { filter: { ids?: number[]; source?: string } },
  ): Promise<number> {
    const { authorization, inbox, onInbox } = this.#options;
    await authorization.requireManage(options.credentials);
    const replayed = await inbox.replay(options.filter);
    onInbox();
    return replayed;
  }

  async rebuild({ credentials }: Caller): Promise<void> {
    const { authorization, knex, rules, onMarked } = this.#options;
    await authorization.requireManage(credentials);
    await requestRebuild(knex, rules);
    onMarked();
  }

  async unmatched(
    options: Caller & { after?: string; limit: number },
  ): Promise<{ items: UnmatchedProject[]; last?: string }> {
    const { authorization, coverage } = this.#options;
    await authorization.requireManage(options.credentials);
    const { after, limit } = options;
    const found = await coverage.unmatched({ after, limit: limit + 1 });
    const items = found.slice(0, limit);
    return {
      items,
      ...(found.length > limit && { last: items.at(-1)!.project }),
    };
  }

  async #findCoverage() {
    const { coverage, rules } = this.#options;
    const [sources, projects, future] = await Promise.all([
      this.#sources(),
      coverage.projects(),
      coverage.future(),
    ]);
    return {
      zone: rules.zone.name,
      rules: RULES_VERSION,
      sources,
      projects,
      future,
    };
  }

  async #sources(): Promise<CoverageAnswer['sources']> {
    const { inbox, sources } = this.#options;
    const states = await inbox.state([...sources.keys()]);
    return states.map(state => ({
      id: state.source,
      title: sources.get(state.source)?.title ?? state.source,
      ...(state.lastReceived && {
        lastReceived: state.lastReceived.toISOString(),
      }),
      ...(state.oldestWaiting && {
        oldestWaiting: state.oldestWaiting.toISOString(),
      }),
      waiting: state.waiting,
      dead: state.dead,
    }));
  }
}
