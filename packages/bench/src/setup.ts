import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { report } from './support/report';
import {
  type Command,
  descendant,
  residentMegabytes,
  startUntilUsable,
} from './setup/process';
import { type Stock, makeStock } from './setup/stock';
import { median, rounded } from './support/statistics';

const root = resolve(__dirname, '../../..');
const PORT = 7207;
const STARTS = 5;
/** How often each side is set up from nothing, in turns: the disk is not as fast at one minute as at another. Each takes 10 GB. */
const SET_UPS = 2;
/** Long enough for the first catalog round and search index of either side to be over. */
const SETTLE_SECONDS = 45;

interface Clone {
  folder: string;
  start: Command;
}

/** A clone of the last commit with caches of its own, so that nothing on this machine helps. */
async function cloneOfOurs(): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-ours-'));
  const checkout = join(folder, 'fairway');
  await promisify(execFile)('git', ['clone', '--quiet', root, checkout]);
  const start: Command = {
    command: 'npm',
    args: ['start'],
    cwd: checkout,
    env: {
      // The machine's own Node, not the one that runs this benchmark.
      PATH: process.env
        .PATH!.split(':')
        .filter(path => !path.startsWith(join(root, '.fairway')))
        .join(':'),
      HOME: process.env.HOME,
      npm_config_cache: join(folder, 'npm-cache'),
      YARN_ENABLE_GLOBAL_CACHE: 'false',
      YARN_CACHE_FOLDER: join(folder, 'yarn-cache'),
      FAIRWAY_PORT: String(PORT),
      FAIRWAY_FORGE_PORT: '7290',
    },
  };
  return { folder, start };
}

async function settledMemory(command: Command, port: number, part?: string) {
  const running = await startUntilUsable(command, port);
  await wait(SETTLE_SECONDS * 1000);
  const pid = part
    ? await descendant(running.child.pid!, part)
    : running.child.pid!;
  const megabytes = await residentMegabytes(pid);
  await running.stop();
  return megabytes;
}

/** Lets the disk finish with what came before, so that neither side waits for the other's writes. */
const settleDisk = () => promisify(execFile)('sync');

async function main() {
  const { values } = parseArgs({
    options: { 'set-ups': { type: 'string', default: String(SET_UPS) } },
  });
  const stocks: Stock[] = [];
  const clones: Clone[] = [];
  const cold: number[] = [];
  const setUpStock = async () => {
    stocks.push(await makeStock(root));
  };
  const setUpOurs = async () => {
    const clone = await cloneOfOurs();
    clones.push(clone);
    const running = await startUntilUsable(clone.start, PORT);
    cold.push(running.seconds);
    await running.stop();
  };
  try {
    for (let round = 0; round < Number(values['set-ups']); round++) {
      // Nothing is deleted before the end: ext4 without a journal passes over the inodes deleted in the last minutes, one by
      // one, for each file that it makes, which triples the time of whoever comes next. In turns, since whoever comes
      // second meets a disk that still writes what the first one made.
      const turns = [setUpOurs, setUpStock];
      for (const setUp of round % 2 ? turns.reverse() : turns) {
        await settleDisk();
        await setUp();
      }
    }
    const stock = stocks.at(-1)!;
    const ours = clones.at(-1)!;

    const starts = { ours: [] as number[], stock: [] as number[] };
    for (let round = 0; round < STARTS; round++) {
      for (const [side, command, port] of [
        ['stock', stock.start, stock.port],
        ['ours', ours.start, PORT],
      ] as const) {
        const running = await startUntilUsable(command, port);
        starts[side].push(running.seconds);
        await running.stop();
      }
    }
    const memory = {
      stock: await settledMemory(stock.start, stock.port),
      ours: await settledMemory(ours.start, PORT, 'packages/backend/'),
    };

    const start = { ours: median(starts.ours), stock: median(starts.stock) };
    const oursCold = median(cold);
    const of = (pick: (made: Stock) => number) => median(stocks.map(pick));
    const build = of(made => made.buildSeconds);
    const stockCold =
      of(made => made.installSeconds + made.buildSeconds) + start.stock;
    const stockColdNoScripts =
      of(made => made.installNoScriptsSeconds + made.buildSeconds) +
      start.stock;
    report({
      bench: 'setup',
      columns: ['', 'ours', 'stock', 'stock without scripts'],
      rows: [
        [
          'install, s',
          '',
          rounded(of(made => made.installSeconds)),
          rounded(of(made => made.installNoScriptsSeconds)),
        ],
        ['build, s', '', build, build],
        [
          `start (median of ${STARTS}), s`,
          rounded(start.ours),
          rounded(start.stock),
          rounded(start.stock),
        ],
        [
          `cold, to a usable portal (median of ${cold.length}), s`,
          rounded(oursCold),
          rounded(stockCold),
          rounded(stockColdNoScripts),
        ],
        [
          'memory, settled, MB',
          rounded(memory.ours),
          rounded(memory.stock),
          '',
        ],
      ],
      figures: {
        coldRatio: rounded(oursCold / stockCold),
        coldNoScriptsRatio: rounded(oursCold / stockColdNoScripts),
        warmStartRatio: rounded(start.ours / start.stock),
        memoryRatio: rounded(memory.ours / memory.stock),
        coldSeconds: rounded(oursCold),
        warmStartSeconds: rounded(start.ours),
        memoryMegabytes: rounded(memory.ours),
      },
    });
  } finally {
    for (const { folder } of [...clones, ...stocks])
      await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
