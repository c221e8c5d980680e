/* eslint-disable no-console */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answered } from './ingest/answered';
import { burst } from './ingest/burst';
import { killed } from './ingest/killed';
import { Sides } from './ingest/Sides';
import { steady } from './ingest/steady';
import { throughput } from './ingest/throughput';
import { postgresDatabase, sqliteDatabase } from './metrics/database';
import { report } from './support/report';
import { quantile, rounded } from './support/statistics';

const CLIENTS = [1, 8, 32];

/** A PostgreSQL of this benchmark's own, as the tests have one. */
async function postgres(): Promise<{ url?: string; stop(): Promise<void> }> {
  const { testPostgres } = await import(
    '../../launcher/src/postgres.mjs' as string
  );
  return testPostgres();
}

interface Options {
  parts: string[];
  seconds: number;
  steadySeconds: number;
  burstSize: number;
}

type Row = (string | number)[];

const spread = (times: number[]) =>
  [0.5, 0.95, 0.99].map(share => rounded(quantile(times, share)));

/** Each part adds to the table and to the figures. */
interface Found {
  rows: Row[];
  figures: Record<string, number>;
}

const parts: Record<
  string,
  (sides: Sides, options: Options, found: Found) => Promise<void>
> = {
  async throughput(sides, { seconds }, { rows, figures }) {
    for (const clients of CLIENTS) {
      const { ours, bare } = await throughput(sides, { clients, seconds });
      for (const [name, side] of Object.entries({ ours, bare }))
        rows.push([
          `${clients} clients, ${name}`,
          ...[Math.round(side.perSecond), ...spread(side.times)],
        ]);
      if (clients !== Math.max(...CLIENTS)) continue;
      figures.ackRatio = rounded(ours.perSecond / bare.perSecond);
      figures.acknowledgedPerSecond = Math.round(ours.perSecond);
    }
  },
  async steady(sides, { steadySeconds }, { rows, figures }) {
    const { ours, bare } = await steady(sides, steadySeconds);
    for (const [name, times] of Object.entries({ ours, bare }))
      rows.push([`50 a second, ${name}`, 50, ...spread(times)]);
    figures.p99Ratio = rounded(quantile(ours, 0.99) / quantile(bare, 0.99));
  },
  async killed(sides, _, { rows, figures }) {
    const { sent, lost, doubled } = await killed(sides);
    rows.push([`killed three times among ${sent}`, '', '', '', '']);
    Object.assign(figures, { lost, doubled });
  },
  async answered(sides, _, { figures }) {
    figures.answerP95Seconds = rounded(quantile(await answered(sides), 0.95));
  },
  async burst(sides, { burstSize }, { figures }) {
    const { acknowledged, drained } = await burst(sides, burstSize);
    figures.burstAcknowledgedSeconds = rounded(acknowledged);
    figures.burstDrainedSeconds = rounded(drained);
  },
};

async function measure(sides: Sides, options: Options): Promise<Found> {
  const found: Found = { rows: [], figures: {} };
  for (const part of options.parts) {
    const start = performance.now();
    await parts[part](sides, options, found);
    const took = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`${part}: ${took} s\n`);
  }
  return found;
}

async function onPostgres(options: Options) {
  const server = await postgres();
  if (!server.url)
    throw new Error('There is no PostgreSQL here; set FAIRWAY_TEST_POSTGRES.');
  const prefix = `bench_ingest_${process.pid}_`;
  let sides: Sides | undefined;
  try {
    const target = new URL(server.url);
    target.pathname = `/${prefix}metrics`;
    sides = await Sides.start({
      database: postgresDatabase(server.url, prefix),
      target: String(target),
    });
    return await measure(sides, options);
  } finally {
    await sides?.stop();
    await server.stop();
  }
}

async function onSqlite(options: Options) {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-bench-ingest-'));
  let sides: Sides | undefined;
  try {
    // A file of its own: two processes that write to one wait for each other.
    sides = await Sides.start({
      database: await sqliteDatabase(),
      target: join(folder, 'bare.sqlite'),
    });
    return await measure(sides, options);
  } finally {
    await sides?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      parts: { type: 'string', default: Object.keys(parts).join() },
      database: { type: 'string', default: 'postgres,sqlite' },
      seconds: { type: 'string', default: '5' },
      steady: { type: 'string', default: '300' },
      burst: { type: 'string', default: '100000' },
    },
  });
  const options: Options = {
    parts: values.parts.split(','),
    seconds: Number(values.seconds),
    steadySeconds: Number(values.steady),
    burstSize: Number(values.burst),
  };
  const unknown = options.parts.find(part => !(part in parts));
  if (unknown !== undefined)
    throw new Error(`--parts: ${Object.keys(parts).join()}, not ${unknown}`);
  const columns = ['', 'per second', 'p50, ms', 'p95, ms', 'p99, ms'];
  const databases = values.database.split(',');
  if (databases.includes('sqlite')) {
    const { rows, figures } = await onSqlite(options);
    // The figures of the other database are the last line.
    report({ bench: 'ingest on SQLite', columns, rows, figures });
    console.log();
  }
  if (databases.includes('postgres')) {
    const { rows, figures } = await onPostgres(options);
    report({ bench: 'ingest', columns, rows, figures });
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
