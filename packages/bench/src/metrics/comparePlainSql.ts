import type { MetricsAnswer } from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { type Dialect, statements } from './plainSql';
import { windowOf } from './requests';

/** A histogram's bins are so wide. */
const WITHIN = 0.01;

/** What one statement of plain SQL says. */
interface PlainFigure {
  n: number;
  count?: number;
  median?: number;
}

async function ask(
  knex: Knex,
  sql: string,
  window: { from: string; to: string },
): Promise<PlainFigure> {
  const result = await knex.raw(sql, {
    from: Date.parse(window.from),
    to: Date.parse(window.to),
  });
  const row = (result.rows ?? result)[0];
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number(value)]),
  ) as unknown as PlainFigure;
}

function check(name: string, ours: MetricsAnswer, plain: PlainFigure): void {
  const figure = ours.figures[name as keyof MetricsAnswer['figures']];
  const wrong = (what: string, a: unknown, b: unknown) =>
    new Error(`${name} ${what}: ${a} by us, ${b} by plain SQL (${ours.from})`);
  if (figure.n !== plain.n) throw wrong('n', figure.n, plain.n);
  if (plain.count !== undefined && figure.count !== plain.count)
    throw wrong('count', figure.count, plain.count);
  if (plain.median === undefined) return;
  const off = Math.abs(figure.value! - plain.median) / plain.median;
  // To the millisecond where every value is kept.
  if (off > (figure.method === 'exact' ? 1e-6 : WITHIN))
    throw wrong(`median (${figure.method})`, figure.value, plain.median);
}

/** Asks plain SQL for the windows of our answers, and ends where one differs; returns the seconds of each window. */
export async function comparePlainSql(options: {
  knex: Knex;
  dialect: Dialect;
  answers: { number: number; ours: MetricsAnswer }[];
}): Promise<{ seconds: number[]; ofEach: Record<string, number[]> }> {
  const { knex, answers } = options;
  const ofEach: Record<string, number[]> = {};
  const seconds: number[] = [];
  for (const { number, ours } of answers) {
    const window = windowOf(number);
    let sum = 0;
    for (const [name, sql] of Object.entries(statements(options.dialect))) {
      const start = performance.now();
      const plain = await ask(knex, sql, window);
      const took = (performance.now() - start) / 1000;
      check(name, ours, plain);
      (ofEach[name] ??= []).push(took);
      sum += took;
    }
    seconds.push(sum);
  }
  return { seconds, ofEach };
}

/** How the database goes about each statement. */
export async function explain(
  knex: Knex,
  dialect: Dialect,
): Promise<Record<string, string>> {
  const plans: Record<string, string> = {};
  const window = windowOf(0);
  for (const [name, sql] of Object.entries(statements(dialect))) {
    const result = await knex.raw(
      `${dialect === 'pg' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`,
      { from: Date.parse(window.from), to: Date.parse(window.to) },
    );
    plans[name] = (result.rows ?? result)
      .map((row: Record<string, string>) => row['QUERY PLAN'] ?? row.detail)
      .join('\n');
  }
  return plans;
}
