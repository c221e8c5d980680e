import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  type HealthAnswer,
  type HealthProvider,
  type HealthRound,
  type HealthSubject,
  inParallel,
} from '@fairway/plugin-health-node';
import type {
  CheckResult,
  DatabaseCheckStore,
} from '../database/DatabaseCheckStore';
import { WHOLE } from '../rules/PartState';
import { describeError } from './describeError';
import { withDeadline } from './withDeadline';

const BATCH = 100;
const START_SECONDS = 60;
const BATCH_SECONDS = 120;

interface Options {
  checks: DatabaseCheckStore;
  logger: LoggerService;
  batchesAtOnce: number;
}

/** Asks a source about everything there is, in batches, and keeps what it says. */
export class HealthChecker {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): HealthChecker {
    return new HealthChecker(options);
  }

  /**
   * One round. A source that can't be reached, as a whole or for a batch, is written down as such; what others say is not
   * touched by it.
   *
   * @throws Error where the database can't be used; the next round begins anew
   */
  async round(provider: HealthProvider, signal: AbortSignal): Promise<void> {
    try {
      await this.#round(provider, signal);
    } catch (error) {
      // Of a stop of this replica nothing is to be said.
      if (!signal.aborted) throw error;
    }
  }

  async #round(provider: HealthProvider, signal: AbortSignal): Promise<void> {
    const { batchesAtOnce, checks } = this.#options;
    const round = await this.#start(provider, signal);
    let after: string | undefined;
    let last = false;
    while (!last && !signal.aborted) {
      const batches: HealthSubject[][] = [];
      while (batches.length < batchesAtOnce && !last) {
        const subjects = await checks.subjects({
          ...{ source: provider.id, after, limit: BATCH },
        });
        after = subjects.at(-1)?.entityRef;
        last = subjects.length < BATCH;
        if (subjects.length) batches.push(subjects);
      }
      await inParallel(batches, batchesAtOnce, async subjects =>
        checks.record(
          provider.id,
          await this.#check({ provider, round, subjects, signal }),
        ),
      );
    }
  }

  async #start(
    provider: HealthProvider,
    signal: AbortSignal,
  ): Promise<HealthRound | Error> {
    try {
      return await withDeadline(START_SECONDS, signal, () =>
        provider.startRound({ signal }),
      );
    } catch (error) {
      if (signal.aborted) throw error;
      return this.#away(provider, error);
    }
  }

  async #check(options: {
    provider: HealthProvider;
    round: HealthRound | Error;
    subjects: HealthSubject[];
    signal: AbortSignal;
  }): Promise<CheckResult[]> {
    const { provider, round, subjects, signal } = options;
    const asked = subjects.filter(
      ({ entity }) => provider.appliesTo?.(entity) ?? true,
    );
    const answers = await this.#ask(provider, round, asked, signal);
    const applies = new Set(asked.map(({ entityRef }) => entityRef));
    return subjects.map(({ entityRef }) => ({
      entityRef,
      ...(applies.has(entityRef) && {
        answer: answers(entityRef) ?? { findings: [] },
      }),
    }));
  }

  async #ask(
    provider: HealthProvider,
    round: HealthRound | Error,
    asked: HealthSubject[],
    signal: AbortSignal,
  ): Promise<(entityRef: string) => HealthAnswer | undefined> {
    if (!asked.length) return () => undefined;
    const away = (error: Error) => (): HealthAnswer => ({
      findings: [],
      unreachable: [{ part: WHOLE, reason: describeError(error) }],
    });
    if (round instanceof Error) return away(round);
    try {
      const answers = await withDeadline(BATCH_SECONDS, signal, () =>
        round.check(asked),
      );
      return entityRef => answers.get(entityRef);
    } catch (error) {
      if (signal.aborted) throw error;
      return away(this.#away(provider, error));
    }
  }

  #away(provider: HealthProvider, thrown: unknown): Error {
    const error = toError(thrown);
    this.#options.logger.warn('A source of health does not answer', {
      source: provider.id,
      reason: describeError(error),
    });
    return error;
  }
}
