import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  FillContext,
  MissingFacts,
  ReconcileContext,
} from '@fairway/plugin-metrics-node';
import type { GithubClients } from '../client/GithubClients';
import { hasStatus } from '../client/hasStatus';
import { RateLimitedError } from '../client/RateLimits';
import { factsOfDelivery } from '../facts/factsOfDelivery';
import { addressOf, type RepositoryAddress } from '../projects/Repository';
import type { GithubConfig } from '../readGithubConfig';
import { FailedDeliveries } from './FailedDeliveries';
import { AskedFor } from './AskedFor';
import { readMissing } from './MissingFacts';
import { ProjectHistory } from './ProjectHistory';
import { HostSilentError, SilentHosts } from './SilentHosts';

const MINUTE = 60 * 1000;
/** Clocks differ, and a list may lag behind what happened. */
const OVERLAP = 15 * MINUTE;
/** Runs are five minutes apart: one that failed is no hole yet. */
const LATE = 20 * MINUTE;

/** In one run; the rest waits for the next, so that an hour's limit lasts. */
const MOST_REQUESTS = 300;
const MOST_REASONS = 3;

type Project = ReconcileContext['projects'][number] & {
  address: RepositoryAddress;
};

/** One call of the reconciler. */
interface Round<Context extends FillContext = FillContext> {
  context: Context;
  now: Date;
  silent: SilentHosts;
}

type WholeRound = Round<ReconcileContext> & {
  /** Longest uncompared first. */
  projects: Project[];
};

interface Hole {
  since: Date;
  reason: string;
}

/**
 * Compares what was gathered with what GitHub knows: deliveries that failed are asked for again; each repository is read
 * from where it was last complete, and the first time from its history; what figures lack is asked for. What remains
 * missing is reported as a gap.
 */
export class GithubReconciler {
  readonly #config: GithubConfig;
  readonly #clients: GithubClients;
  readonly #logger: LoggerService;
  readonly #deliveries: FailedDeliveries;
  /** What an attempt that was broken off has read of each project. */
  readonly #readBefore = new Map<string, Set<string>>();
  readonly #askedFor = new AskedFor();

  private constructor(options: {
    config: GithubConfig;
    clients: GithubClients;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#clients = options.clients;
    this.#logger = options.logger;
    this.#deliveries = FailedDeliveries.create(options);
  }

  static create(options: {
    config: GithubConfig;
    clients: GithubClients;
    logger: LoggerService;
  }): GithubReconciler {
    return new GithubReconciler(options);
  }

  async reconcile(context: ReconcileContext): Promise<void> {
    const round = {
      ...{ context, now: new Date(), silent: new SilentHosts() },
      projects: this.#ours(context.projects),
    };
    const holes = await this.#recoverDeliveries(round);
    // Told before the rest is read, which may take its time.
    if (holes.length) await report(context, holes);
    holes.push(...(await this.#readHistories(round)));
    holes.push(...(await this.#readMissing(round, await context.missing())));
    await report(context, holes);
  }

  /** Asks once, soon, for what figures lack; what could not be had is left to {@link reconcile}, which says so. */
  async fill(context: FillContext): Promise<void> {
    const missing = this.#askedFor.leaveOut(await context.missing());
    const round = { context, now: new Date(), silent: new SilentHosts() };
    await this.#readMissing(round, missing);
  }

  /** Those at a host that is configured, longest uncompared first. */
  #ours(projects: ReconcileContext['projects']): Project[] {
    return projects
      .flatMap(project => {
        const address = this.#addressOf(project.project);
        return address ? [{ ...project, address }] : [];
      })
      .sort(
        (a, b) =>
          (a.completeTo?.getTime() ?? 0) - (b.completeTo?.getTime() ?? 0),
      );
  }

  #addressOf(project: string): RepositoryAddress | undefined {
    const address = addressOf(project);
    return address && this.#clients.isKnownHost(address.host)
      ? address
      : undefined;
  }

  async #recoverDeliveries(round: WholeRound): Promise<Hole[]> {
    const { context, now, projects } = round;
    const owners = new Map(
      projects.map(({ address: { host, owner } }) => [
        `${host}/${owner}`,
        { host, owner },
      ]),
    );
    const holes: Hole[] = [];
    for (const address of owners.values())
      holes.push(
        ...(await this.#attempt(round, { address, since: now }, async () => {
          const left = await this.#deliveries.recover({
            octokit: await this.#clients.clientFor(address, context.signal),
            organisation: address.owner,
            now,
            received: context.received,
            record: (event, payload) =>
              context.sink.record(
                'github',
                factsOfDelivery(event, payload, this.#config),
              ),
          });
          return (
            left.since && {
              since: left.since,
              reason: `${left.count} ${left.count === 1 ? 'delivery' : 'deliveries'} of ${address.owner} failed and asked for again`,
            }
          );
        })),
      );
    return holes;
  }

  async #readHistories(round: WholeRound): Promise<Hole[]> {
    const { context, now, projects } = round;
    const begun = this.#clients.requests;
    const holes: Hole[] = [];
    for (const project of projects) {
      const { completeTo } = project;
      const history = new Date(
        now.getTime() - this.#config.backfillMilliseconds,
      );
      if (this.#clients.requests - begun > MOST_REQUESTS) {
        // What was complete once is kept up to date by its webhook.
        if (!completeTo)
          holes.push({
            since: history,
            reason: `The history of ${project.project} is not read yet`,
          });
        continue;
      }
      const attempt = {
        ...{ address: project.address, since: completeTo ?? history },
      };
      const failed = await this.#attempt(round, attempt, () =>
        this.#readHistory(context, {
          ...{ project, now },
          since: completeTo
            ? new Date(completeTo.getTime() - OVERLAP)
            : history,
        }),
      );
      if (!completeTo || now.getTime() - completeTo.getTime() > LATE)
        holes.push(...failed);
    }
    return holes;
  }

  async #readHistory(
    context: ReconcileContext,
    options: { project: Project; since: Date; now: Date },
  ): Promise<undefined> {
    const { since, now } = options;
    const { project, address } = options.project;
    const readBefore = this.#readBefore.get(project) ?? new Set();
    this.#readBefore.set(project, readBefore);
    try {
      await ProjectHistory.create({
        octokit: await this.#clients.clientFor(address, context.signal),
        rules: this.#config,
        sink: context.sink,
        ...{ address, project, since, readBefore },
      }).read();
    } catch (error) {
      // It is gone, or the app may not read it: there is nothing to wait for.
      if (!hasStatus(error, 403, 404, 451)) throw error;
      this.#logger.debug('A repository cannot be read', {
        project,
        error: toError(error).message,
      });
    }
    this.#readBefore.delete(project);
    await context.completed(project, now);
  }

  async #readMissing(round: Round, all: MissingFacts[]): Promise<Hole[]> {
    const { context, now: since } = round;
    const holes: Hole[] = [];
    for (const missing of all) {
      const address = this.#addressOf(missing.project);
      if (address)
        holes.push(
          ...(await this.#attempt(round, { address, since }, async () => {
            await readMissing({
              octokit: await this.#clients.clientFor(address, context.signal),
              sink: context.sink,
              ...{ address, missing },
            });
          })),
        );
    }
    return holes;
  }

  /** What fails for one repository is a hole from then on, and no reason to leave out the others. */
  async #attempt(
    { context, silent }: Round,
    { address, since }: { address: { host: string }; since: Date },
    work: () => Promise<Hole | undefined | void>,
  ): Promise<Hole[]> {
    try {
      context.signal.throwIfAborted();
      const hole = await silent.attempt(address.host, work);
      return hole ? [hole] : [];
    } catch (error) {
      if (context.signal.aborted) throw error;
      const { message } = toError(error);
      const isTold =
        error instanceof RateLimitedError || error instanceof HostSilentError;
      if (!isTold)
        this.#logger.warn('GitHub could not be asked', { error: message });
      return [{ since, reason: message }];
    }
  }
}

async function report({ sink }: ReconcileContext, holes: Hole[]) {
  const since = Math.min(...holes.map(hole => hole.since.getTime()));
  const reasons = [...new Set(holes.map(hole => hole.reason))];
  const more = reasons.length - MOST_REASONS;
  await sink.reportGap(
    'github',
    holes.length
      ? {
          since: new Date(since),
          reason: [
            ...reasons.slice(0, MOST_REASONS),
            ...(more > 0 ? [`and ${more} more`] : []),
          ].join('; '),
        }
      : undefined,
  );
}
