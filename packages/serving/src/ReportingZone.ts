import { InputError } from '@backstage/errors';
import { DateTime, IANAZone } from 'luxon';

const DAY = 86_400_000;
const QUARTER_HOUR = 900_000;
const MOST_KEPT = 100_000;

/**
 * The one zone in which an installation cuts its days. Days are numbered from 1970-01-01 in that zone, moments are
 * milliseconds since the epoch.
 */
export class ReportingZone {
  readonly name: string;
  readonly #zone: IANAZone;
  /** Offsets change on quarter hours only, and looking one up is slow. */
  readonly #offsets = new Map<number, number>();
  readonly #starts = new Map<number, { moment: number; text: string }>();

  private constructor(zone: IANAZone) {
    this.name = zone.name;
    this.#zone = zone;
  }

  /** @throws InputError where there is no such zone */
  static create(name: string): ReportingZone {
    const zone = IANAZone.create(name);
    if (!zone.isValid)
      throw new InputError(`metrics.zone: no time zone "${name}"`);
    return new ReportingZone(zone);
  }

  dayOf(moment: number): number {
    return Math.floor((moment + this.#offset(moment)) / DAY);
  }

  /** The moment at which a day begins; days of a clock change are an hour shorter or longer. */
  startOf(day: number): number {
    return this.#start(day).moment;
  }

  /** The same as ISO 8601 with offset. */
  textOf(day: number): string {
    return this.#start(day).text;
  }

  #start(day: number): { moment: number; text: string } {
    let start = this.#starts.get(day);
    if (!start) {
      const begins = DateTime.fromMillis(day * DAY, { zone: 'utc' }).setZone(
        this.name,
        { keepLocalTime: true },
      );
      start = {
        moment: begins.toMillis(),
        text: begins.toISO({ suppressMilliseconds: true })!,
      };
      if (this.#starts.size >= MOST_KEPT) this.#starts.clear();
      this.#starts.set(day, start);
    }
    return start;
  }

  #offset(moment: number): number {
    if (this.name === 'UTC') return 0;
    const quarter = Math.floor(moment / QUARTER_HOUR);
    let offset = this.#offsets.get(quarter);
    if (offset === undefined) {
      offset = this.#zone.offset(quarter * QUARTER_HOUR) * 60_000;
      if (this.#offsets.size >= MOST_KEPT) this.#offsets.clear();
      this.#offsets.set(quarter, offset);
    }
    return offset;
  }
}
