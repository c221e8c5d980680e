import { toError } from '@backstage/errors';
import type { ProvidedReleases } from '@fairway/plugin-releases-node';

/** A provider's answer with its age. */
export interface CachedReleases {
  releases: ProvidedReleases;
  /** When the provider gave it. */
  asOf: Date;
  /** Set when the provider is away now, and this is what it said last. */
  stale?: { reason: string };
}

interface Entry {
  answer?: CachedReleases;
  /** The moment, in epoch milliseconds, until which the answer is served. */
  freshUntil: number;
  failure?: Error;
  loading?: Promise<CachedReleases>;
}

const FRESH_MILLISECONDS = 2_000;
const FAILURE_MILLISECONDS = 5_000;
const MAX_ENTRIES = 1_000;

/**
 * Keeps a provider's answers for a moment, so that many open pages cost one
 * question, and the last known one for when the provider is away.
 */
export class ReleasesCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  static create(options: { now?: () => number } = {}) {
    return new ReleasesCache(options.now ?? Date.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The kept answer while it is fresh, else a new one, asked for once however
   * many wait for it. While the source is unavailable this is the last known
   * answer, marked stale; without one the source's error is thrown.
   */
  async read(
    key: string,
    load: () => Promise<ProvidedReleases>,
  ): Promise<CachedReleases> {
    const entry = this.#use(key);
    if (entry.loading) {
      return entry.loading;
    }
    if (this.#now() < entry.freshUntil) {
      return outcome(entry);
    }
    entry.loading = this.#load(entry, load).finally(() => {
      entry.loading = undefined;
    });
    return entry.loading;
  }

  /**
   * Makes the next read ask again. What is being loaded now may have begun
   * before the change that calls for this, so it is not waited for either.
   */
  expire(key: string): void {
    const answer = this.#entries.get(key)?.answer;
    this.#entries.set(key, { answer, freshUntil: 0 });
  }

  #use(key: string): Entry {
    const entry = this.#entries.get(key) ?? { freshUntil: 0 };
    // Set anew, so that the map's order is the order of use.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    return entry;
  }

  async #load(
    entry: Entry,
    load: () => Promise<ProvidedReleases>,
  ): Promise<CachedReleases> {
    try {
      const releases = await load();
      const now = this.#now();
      entry.answer = { releases, asOf: new Date(now) };
      entry.failure = undefined;
      entry.freshUntil = now + FRESH_MILLISECONDS;
    } catch (thrown) {
      const error = toError(thrown);
      if (error.name !== 'ServiceUnavailableError') {
        throw error;
      }
      entry.failure = error;
      entry.freshUntil = this.#now() + FAILURE_MILLISECONDS;
    }
    return outcome(entry);
  }
}

function outcome({ answer, failure }: Entry): CachedReleases {
  if (answer && failure) {
    return { ...answer, stale: { reason: failure.message } };
  }
  if (answer) {
    return answer;
  }
  throw failure ?? new Error('Nothing was loaded');
}
