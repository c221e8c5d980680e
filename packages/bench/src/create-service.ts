import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createServices, untilReady } from './create-service/createServices';
import { ForgePlace, Side } from './create-service/protocol';
import { Peer, startPeer } from './support/peer';
import { report } from './support/report';
import { median, rounded } from './support/statistics';

const peerFile = (name: string) =>
  join(__dirname, 'create-service', `${name}.ts`);

const SIDES: Side[] = ['ours', 'stock', 'stockUnthrottled'];
const FIRST_PORT = 7281;
const WARM_UP = 2;
const ALONE = 10;
const AT_ONCE = 6;
// The throttled side takes long, and is far enough from the others.
const ROUNDS: Record<Side, number> = {
  ours: 15,
  stock: 3,
  stockUnthrottled: 15,
};
// Octokit's throttle lets one write through a second: a creation alone has to find it at rest.
const REST_SECONDS = 1.2;

interface Contestant {
  side: Side;
  backend: Peer & { ready: string };
  alone: number[];
  atOnce: number[];
  calls: number[];
}

async function startContestant(
  side: Side,
  index: number,
  forge: ForgePlace,
): Promise<Contestant> {
  const backend = await startPeer<string>(peerFile('backend'), {
    BENCH_SIDE: side,
    BENCH_PORT: String(FIRST_PORT + index),
    BENCH_FORGE: JSON.stringify(forge),
    LOG_LEVEL: 'error',
  });
  await untilReady(backend.ready);
  return { side, backend, alone: [], atOnce: [], calls: [] };
}

async function callsSoFar(forge: Peer): Promise<number> {
  const counts = await forge.ask<Record<string, number>>('counts');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

async function measure(
  forge: Peer & { ready: ForgePlace },
  contestants: Contestant[],
): Promise<void> {
  let number = 0;
  const create = ({ side, backend }: Contestant, count: number) =>
    createServices({
      backend: backend.ready,
      host: forge.ready.host,
      names: Array.from(
        { length: count },
        () => `${side.toLowerCase()}-${(number += 1)}`,
      ),
    });

  for (const contestant of contestants) {
    for (let round = 0; round < WARM_UP; round++) {
      await create(contestant, 1);
    }
  }
  // In turns, so that whatever else the machine does hits all alike.
  for (let round = 0; round < ALONE; round++) {
    for (const contestant of contestants) {
      await wait(REST_SECONDS * 1000);
      const before = await callsSoFar(forge);
      contestant.alone.push(await create(contestant, 1));
      contestant.calls.push((await callsSoFar(forge)) - before);
    }
  }
  for (let round = 0; round < ROUNDS.ours; round++) {
    const taking = contestants.filter(({ side }) => round < ROUNDS[side]);
    // Each is first as often as last: the one before leaves work behind.
    for (const contestant of round % 2 ? taking.reverse() : taking) {
      await wait(REST_SECONDS * 1000);
      contestant.atOnce.push(await create(contestant, AT_ONCE));
    }
  }
}

function print(contestants: Contestant[]): void {
  const [ours, stock, unthrottled] = contestants.map(contestant => ({
    alone: median(contestant.alone),
    atOnce: median(contestant.atOnce),
    calls: median(contestant.calls),
  }));
  const row = (title: string, key: 'alone' | 'atOnce' | 'calls') => [
    title,
    ...[ours, stock, unthrottled].map(values => rounded(values[key])),
  ];
  report({
    bench: 'create-service',
    columns: ['', 'ours', 'stock', 'stock unthrottled'],
    rows: [
      row(`alone (median of ${ALONE}), s`, 'alone'),
      row(`last of ${AT_ONCE} at once (median), s`, 'atOnce'),
      row('calls to the forge per creation', 'calls'),
    ],
    figures: {
      aloneRatio: rounded(ours.alone / stock.alone),
      sixAtOnceRatio: rounded(ours.atOnce / stock.atOnce),
      sixUnthrottledRatio: rounded(ours.atOnce / unthrottled.atOnce),
      forgeCalls: rounded(ours.calls),
      stockForgeCalls: rounded(stock.calls),
      aloneSeconds: rounded(ours.alone),
      sixAtOnceSeconds: rounded(ours.atOnce),
    },
  });
}

async function main() {
  const stateDir = await mkdtemp(join(tmpdir(), 'fairway-create-service-'));
  const started: Peer[] = [];
  try {
    const forge = await startPeer<ForgePlace>(peerFile('forge'), {
      FAIRWAY_STATE: stateDir,
    });
    started.push(forge);
    const contestants: Contestant[] = [];
    for (const [index, side] of SIDES.entries()) {
      const contestant = await startContestant(side, index, forge.ready);
      started.push(contestant.backend);
      contestants.push(contestant);
    }
    await measure(forge, contestants);
    print(contestants);
  } finally {
    await Promise.all(started.map(peer => peer.stop()));
    await rm(stateDir, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
