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
  /** What happened in each range, in one row. */
  text: string;
  bindings(ranges: AskedRange[]): any[];
}

/** Sums of `rollup_day d`: counts as whole numbers, and all sketches that hold anything, each behind its length in four bytes. */
const sums = (sketches: (column: string) => string) =>
  [
    ...COUNTS.map(name => `cast(sum(d.${name}) AS integer) AS ${name}`),
    ...['lead', 'recovery'].map(
      name =>
        `${sketches(`d.${name}`)} FILTER (WHERE length(d.${name}) > 1) AS ${name}`,
    ),
  ].join(', ');

const IN_RANGE =
  'd.scope = r.kept AND d.day >= r.from_day AND d.day < r.to_day';

const OF_SCOPE = `r.scope, r.place,
  (SELECT v.first_day FROM rollup_revision v WHERE v.scope = r.scope) AS first_day,
  (SELECT count(*) FROM ownership o
   WHERE o.entity_ref = r.scope AND o.missed_scans = 0 AND o.valid_to IS NULL) AS known`;

const POSTGRES: Dialect = {
  // Range by range, rather than all rows at first and then by groups: that takes it half as long.
  text: `SELECT ${OF_SCOPE}, s.*
FROM unnest(?::text[], ?::integer[], ?::text[], ?::integer[], ?::integer[]) AS r(scope, place, kept, from_day, to_day)
CROSS JOIN LATERAL (
  SELECT ${sums(column => `string_agg(int4send(length(${column})) || ${column}, ''::bytea)`)}
  FROM rollup_day d WHERE ${IN_RANGE}
) AS s`,
  bindings: ranges => [
    ranges.map(range => range.scope),
    ranges.map(range => range.place),
    ranges.map(range => range.kept),
    ranges.map(range => range.fromDay),
    ranges.map(range => range.toDay),
  ],
};

const SQLITE: Dialect = {
  // Sketches as hexadecimal digits, since SQLite puts texts together only.
  text: `SELECT ${OF_SCOPE}, ${sums(column => `group_concat(printf('%08X', length(${column})) || hex(${column}), '')`)}
FROM (SELECT key, value ->> 'scope' AS scope, value ->> 'place' AS place, value ->> 'kept' AS kept,
        value ->> 'fromDay' AS from_day, value ->> 'toDay' AS to_day FROM json_each(?)) AS r
LEFT JOIN rollup_day d ON ${IN_RANGE}
GROUP BY r.key`,
  bindings: ranges => [JSON.stringify(ranges)],
};

/**
 * One statement for the days of scopes in windows: for each scope and window one row or a few that add up, whether anything
 * happened or not, with the scope's first day, and whether the catalog had it when it was read last.
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
  return knex.raw(dialect.text, dialect.bindings(ranges));
}
