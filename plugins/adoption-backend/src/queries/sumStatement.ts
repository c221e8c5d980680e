import { isPostgres } from '@fairway/serving';
import type { Knex } from 'knex';
import type { SpanRange } from '../figures/spans';

/** Spans that are asked for, and what of them. */
export interface AskedSpans extends SpanRange {
  what: 'creations' | 'deploys';
  /** To tell the rows apart by. */
  place: number;
}

const SELECT = `r.what, r.place,
  CASE r.what WHEN 'creations' THEN s.creations ELSE s.deploys END AS bytes`;
const ON =
  's.span = r.span AND s.first_day >= r.from_day AND s.first_day < r.to_day';

const POSTGRES = `SELECT ${SELECT}
FROM unnest(?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[]) AS r(what, place, span, from_day, to_day)
JOIN creation_sum s ON ${ON}`;

const SQLITE = `SELECT ${SELECT}
FROM (SELECT value ->> 'what' AS what, value ->> 'place' AS place, value ->> 'span' AS span,
        value ->> 'fromDay' AS from_day, value ->> 'toDay' AS to_day FROM json_each(?)) AS r
CROSS JOIN creation_sum s ON ${ON}`;

/** One statement for all sums that an answer needs. */
export const sumStatement = (knex: Knex, asked: AskedSpans[]): Knex.Raw =>
  isPostgres(knex)
    ? knex.raw(POSTGRES, [
        asked.map(({ what }) => what),
        asked.map(({ place }) => place),
        asked.map(({ span }) => span),
        asked.map(({ fromDay }) => fromDay),
        asked.map(({ toDay }) => toDay),
      ])
    : knex.raw(SQLITE, [JSON.stringify(asked)]);
