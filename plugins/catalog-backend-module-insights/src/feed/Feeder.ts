import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { DatabaseInsightStore } from '../database/DatabaseInsightStore';
import type { InsightChanges, InsightSource } from './InsightSource';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How often everything is compared, whatever was said to have changed. */
const COMPARE_EVERY = HOUR;
/** What is in the catalog no more is kept so long. */
const KEEP_ABSENT = 7 * DAY;
/** A comparison of many stands back for what is new so often. */
const NEW_EVERY = 3_000;
const AT_ONCE = 100;

interface FeederOptions {
  store: DatabaseInsightStore;
  sources: InsightSource[];
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now?(): number;
}

/**
 * Brings the columns of the list up to date: what changed each time, and once an hour all of it, by which also what a
 * source knows no more is noticed, and what grew older without changing. One replica does it at a time.
 */
export class Feeder {
  readonly #store: DatabaseInsightStore;
  readonly #sources: InsightSource[];
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** Of each source that does not answer: why not, so that it is said once. */
  readonly #silent = new Map<string, string>();

  private constructor(options: FeederOptions) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  static create(options: FeederOptions): Feeder {
    return new Feeder(options);
  }

  async run(signal: AbortSignal): Promise<void> {
    for (const source of this.#sources)
      await this.#heard(source, signal, async () => {
        await this.#pull(source, signal);
        if (await this.#isDue(source.id)) await this.#compare(source, signal);
      });
    if (await this.#isDue('catalog')) {
      const at = this.#now();
      await this.#store.sweep({ at, before: at - KEEP_ABSENT });
      await this.#store.setState('comparedAt:catalog', String(at));
    }
  }

  /** A source that does not answer holds up no other. */
  async #heard(
    { id }: InsightSource,
    signal: AbortSignal,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
      if (this.#silent.delete(id)) this.#logger.info(`Answers again: ${id}`);
    } catch (error) {
      if (signal.aborted) return;
      const { name, message } = toError(error);
      if (this.#silent.get(id) !== name)
        this.#logger.warn(`The list has nothing new from ${id}: ${message}`);
      this.#silent.set(id, name);
    }
  }

  async #isDue(id: string): Promise<boolean> {
    const at = await this.#store.state(`comparedAt:${id}`);
    return at === undefined || Number(at) + COMPARE_EVERY <= this.#now();
  }

  async #pull(source: InsightSource, signal: AbortSignal): Promise<void> {
    const name = `revision:${source.id}`;
    const before = await this.#store.state(name);
    // Of the very first time the comparison takes care.
    if (before === undefined) return;
    const changes = await source.changesSince(Number(before), signal);
    await this.#write(source, changes, signal);
    if (changes.revision !== Number(before))
      await this.#store.setState(name, String(changes.revision));
  }

  async #compare(source: InsightSource, signal: AbortSignal): Promise<void> {
    const changes = await source.changesSince(0, signal);
    // A source that begins to count anew is followed from there.
    const name = `revision:${source.id}`;
    await this.#store.setState(name, String(changes.revision));
    await this.#write(source, changes, signal, () =>
      this.#pullAll(source, signal),
    );
    const { mark, empty } = source;
    const known = new Set(changes.refs);
    await this.#store.clearOthers({ known, mark, empty });
    await this.#store.setState(`comparedAt:${source.id}`, String(this.#now()));
  }

  /** What is new meanwhile, also from the others. */
  async #pullAll(comparing: InsightSource, signal: AbortSignal): Promise<void> {
    await this.#pull(comparing, signal);
    for (const source of this.#sources)
      if (source !== comparing)
        await this.#heard(source, signal, () => this.#pull(source, signal));
  }

  /** Some entities at a time, so that each is written soon after it was asked for. */
  async #write(
    source: InsightSource,
    { refs, columns }: InsightChanges,
    signal: AbortSignal,
    between?: () => Promise<void>,
  ) {
    let last = this.#now();
    for (let start = 0; start < refs.length; start += AT_ONCE) {
      signal.throwIfAborted();
      const some = refs.slice(start, start + AT_ONCE);
      const rows = columns
        ? new Map(some.map(ref => [ref, columns.get(ref)!]))
        : await source.columnsOf!(some, signal);
      await this.#store.write({ rows, at: this.#now() });
      if (!between || this.#now() - last < NEW_EVERY) continue;
      await between();
      last = this.#now();
    }
  }
}
