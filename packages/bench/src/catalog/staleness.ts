import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchDatabase } from '../metrics/database';
import { type Peer, startPeer } from '../support/peer';
import { nameOf, refOf } from './generate';
import { Requests } from './requests';

const CHANGES = 20;
const LOOK_EVERY = 100;
const APART = 1_700;
const AT_MOST = 120_000;

/** The seconds until something can be seen. */
async function untilSeen(
  since: number,
  seen: () => Promise<boolean>,
): Promise<number> {
  while (!(await seen())) {
    if (performance.now() - since > AT_MOST)
      throw new Error('A change was not seen');
    await wait(LOOK_EVERY);
  }
  return (performance.now() - since) / 1000;
}

async function changeCatalog(
  backend: Peer,
  requests: Requests,
  number: number,
) {
  const description = `Changed for the benchmark, ${number}`;
  const since = performance.now();
  await backend.ask(JSON.stringify([number, description]));
  return untilSeen(
    since,
    async () =>
      (await requests.row(refOf(number)))?.description === description,
  );
}

let delivered = 0;

async function deploy(requests: Requests, number: number) {
  const project = `bench/${nameOf(number)}`;
  const at = new Date().toISOString();
  const deploymentId = `d${(delivered += 1)}`;
  const facts = [
    {
      ...{ type: 'deployment', project, deploymentId, createdAt: at },
      ...{ environment: 'production', updatedAt: at },
      revision: String(delivered).padStart(40, '0'),
    },
    {
      ...{ type: 'deploymentStatus', project, deploymentId, at },
      ...{ statusId: deploymentId, state: 'success' },
    },
  ];
  const since = performance.now();
  await requests.send('/metrics/ingest/bench', {
    ...{ body: facts, headers: { 'x-delivery': `delivery-${delivered}` } },
  });
  // It is its first: what was loaded for it is not known to the metrics.
  return untilSeen(since, async () => {
    const row = await requests.row(refOf(number));
    return row?.delivery?.cells.deploymentFrequency.n === 1;
  });
}

/** Begins each a little later than the one before, whether that one has been seen or not. */
async function oneAfterTheOther(
  first: number,
  change: (number: number) => Promise<number>,
): Promise<number[]> {
  const running: Promise<number>[] = [];
  for (let index = 0; index < CHANGES; index++) {
    running.push(change(first + index));
    await wait(APART);
  }
  return Promise.all(running);
}

/** Components that the reader owns. */
const TO_CHANGE = 10;
const TO_DEPLOY = 100;

/** How long it takes until a page shows what changed in the catalog, and what was deployed, in seconds. */
export async function staleness(options: {
  database: BenchDatabase;
  port: number;
}): Promise<{ catalog: number[]; deployments: number[] }> {
  const backend = await startPeer<string>(join(__dirname, 'backend.ts'), {
    BENCH_DATABASE: JSON.stringify(options.database.config),
    BENCH_PORT: String(options.port),
    BENCH_LIVE: 'true',
    LOG_LEVEL: 'error',
  });
  try {
    const requests = new Requests(backend.ready);
    // Projects are known once the catalog has been read.
    await deploy(requests, 1);
    return {
      catalog: await oneAfterTheOther(TO_CHANGE, number =>
        changeCatalog(backend, requests, number),
      ),
      deployments: await oneAfterTheOther(TO_DEPLOY, number =>
        deploy(requests, number),
      ),
    };
  } finally {
    await backend.stop();
  }
}
