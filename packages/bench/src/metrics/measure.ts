import { median } from '../support/statistics';
import { type Times, askInTurns } from './askInTurns';
import { comparePlainSql, explain } from './comparePlainSql';
import { type Side, type SideOptions, fill, takeDown } from './fill';
import { INDEXES } from './plainSql';

const PLAIN_WINDOWS = [3, 101, 222];

/** Milliseconds, seconds or bytes, as the names say. */
export interface Measured extends Times {
  services: number;
  deployments: number;
  changes: number;
  incidents: number;
  plainSeconds: number[];
  plainOfEach: Record<string, number[]>;
  plans: Record<string, string>;
  rebuildSeconds: number;
  stoodStillMilliseconds: number;
  bytes: number;
}

async function comparison({
  database,
  knex,
  requests,
  plain,
}: Side): Promise<Pick<Measured, 'plainSeconds' | 'plainOfEach' | 'plans'>> {
  if (!plain) return { plainSeconds: [], plainOfEach: {}, plans: {} };
  // Before plain SQL has its turn: on SQLite it holds this process, and the backend would have hung up by its end.
  const answers = [];
  for (const number of PLAIN_WINDOWS)
    answers.push({ number, ours: await requests.organisation(number) });
  for (const index of INDEXES) await knex.raw(index);
  await knex.raw('ANALYZE');
  const { dialect } = database;
  const plans = await explain(knex, dialect);
  const { seconds, ofEach } = await comparePlainSql({ knex, answers, dialect });
  return { plainSeconds: seconds, plainOfEach: ofEach, plans };
}

/**
 * Backends on databases of their own: each filled and made, then all asked in turns, so that what one takes longer than
 * another is theirs and not the hour's. Plain SQL is asked at the end, where it is to be compared.
 */
export async function measure(options: SideOptions[]): Promise<Measured[]> {
  const sides: Side[] = [];
  try {
    for (const one of options) sides.push(await fill(one));
    const times = await askInTurns(sides);
    const measured: Measured[] = [];
    for (const [index, side] of sides.entries()) {
      const { services, rows, rebuildSeconds, stoodStillMilliseconds } = side;
      const bytes = await side.database.bytes(side.knex);
      measured.push({
        ...times[index],
        ...(await comparison(side)),
        services,
        deployments: rows.deployment,
        changes: rows.change,
        incidents: rows.incident,
        ...{ rebuildSeconds, stoodStillMilliseconds, bytes },
      });
    }
    return measured;
  } finally {
    for (const side of sides) await takeDown(side);
  }
}

/** The value below which ninety-five of a hundred lie. */
export function p95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)
  ];
}

export const p50 = (values: number[]) => median(values);
