import type { Knex } from 'knex';
import { isPostgres } from '../database/clock';
import { COUNTS } from '../rollups/DayCell';
import { rangesOf } from '../rollups/blocks';
import type { TimeWindow } from './TimeWindow';

/** Days to be read for a window of a scope. */
interface AskedRange {
  scope: string;
  /** Of the window, from 0 on. */
  place: number;
  /** The scope of the rows. */
  kept: string;
  fromDay: number;
  toDay: number;
}

interface Dialect {
  ranges: string;
  bindings(ranges: AskedRange[]): any[];
  /** All sketches of a column that hold anything, each behind its length in four bytes. */
  sketches(column: string): string;
}

const POSTGRES: Dialect = {
  ranges:
    'unnest(?::text[], ?::integer[], ?::text[], ?::integer[], ?::integer[]) AS r(scope, place, kept, from_day, to_day)',
  bindings: ranges => [
    ranges.map(range => range.scope),
    ranges.map(range => range.place),
    ranges.map(range => range.kept),
    ranges.map(range => range.fromDay),
    ranges.map(range => range.toDay),
  ],
  sketches: column =>
    `string_agg(int4send(length(d.${column})) || d.${column}, ''::bytea)`,
};

const SQLITE: Dialect = {
  ranges: `(SELECT value ->> 'scope' AS scope, value ->> 'place' AS place, value ->> 'kept' AS kept,
              value ->> 'fromDay' AS from_day, value ->> 'toDay' AS to_day FROM json_each(?)) AS r`,
  bindings: ranges => [JSON.stringify(ranges)],
  // As hexadecimal digits, since SQLite puts texts together only.
  sketches: column =>
    `group_concat(printf('%08X', length(d.${column})) || hex(d.${column}), '')`,
};

const textOf = (dialect: Dialect) => `
SELECT r.scope, r.place,
  ${COUNTS.map(name => `cast(sum(d.${name}) AS integer) AS ${name}`).join(', ')},
  ${['lead', 'recovery']
    .map(
      name =>
        `${dialect.sketches(name)} FILTER (WHERE length(d.${name}) > 1) AS ${name}`,
    )
    .join(', ')},
  (SELECT min(f.day) FROM rollup_day f WHERE f.scope = r.scope) AS first_day,
  (SELECT count(*) FROM ownership o
   WHERE o.entity_ref = r.scope AND o.missed_scans = 0 AND o.valid_to IS NULL) AS known
FROM ${dialect.ranges}
LEFT JOIN rollup_day d ON d.scope = r.kept AND d.day >= r.from_day AND d.day < r.to_day
GROUP BY r.scope, r.place`;

const TEXTS = new Map([POSTGRES, SQLITE].map(one => [one, textOf(one)]));

/**
 * One statement for the days of scopes in windows: a row for each scope and window, whether anything happened or not,
 * with the sums of the window, the scope's first day, and whether the catalog had it when it was read last.
 */
export function sumStatement(
  knex: Knex,
  scopes: string[],
  windows: TimeWindow[],
): Knex.Raw {
  const dialect = isPostgres(knex) ? POSTGRES : SQLITE;
  const ranges = [...new Set(scopes)].flatMap(scope =>
    windows.flatMap((window, place) =>
      rangesOf({ scope, ...window }).map(({ scope: kept, ...days }) => ({
        ...{ scope, place, kept },
        ...days,
      })),
    ),
  );
  return knex.raw(TEXTS.get(dialect)!, dialect.bindings(ranges));
}
