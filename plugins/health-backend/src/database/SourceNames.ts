import type { HealthProvider } from '@fairway/plugin-health-node';
import { durationToMilliseconds } from '@backstage/types';
import type { NamedPart } from '../rules/judge';
import { type PartRow, toPart } from './rows';

const MISSED_ROUNDS = 3;
const LEAST_FRESH = 120_000;

/** What people call the sources, and for how long their answers are fresh. */
export class SourceNames {
  readonly #sources: Map<string, { title: string; freshFor: number }>;

  private constructor(providers: HealthProvider[]) {
    this.#sources = new Map(
      providers.map(({ id, title, frequency }) => [
        id,
        {
          title,
          freshFor: Math.max(
            LEAST_FRESH,
            MISSED_ROUNDS * durationToMilliseconds(frequency),
          ),
        },
      ]),
    );
  }

  static create(options: { providers: HealthProvider[] }): SourceNames {
    return new SourceNames(options.providers);
  }

  get ids(): string[] {
    return [...this.#sources.keys()];
  }

  /** The parts of an entity; of a source that is not there any more nothing is left. */
  name(rows: PartRow[]): NamedPart[] {
    return rows.flatMap(row => {
      const source = this.#sources.get(row.source);
      return source ? [{ source: row.source, ...source, ...toPart(row) }] : [];
    });
  }
}
