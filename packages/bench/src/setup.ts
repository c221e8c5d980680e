import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { report } from './report';
import {
  type Command,
  descendant,
  residentMegabytes,
  startUntilUsable,
} from './setup/process';
import { makeStock } from './setup/stock';
import { median, rounded } from './statistics';

const root = resolve(__dirname, '../../..');
const PORT = 7207;
const STARTS = 5;
/** Long enough for the first catalog round and search index of either side to be over. */
const SETTLE_SECONDS = 45;

/** A clone of the last commit with caches of its own, so that nothing on this machine helps. */
async function cloneOfOurs() {
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
  await settleDisk();
  const stock = await makeStock(root);
  const ours = await cloneOfOurs();
  try {
    await settleDisk();
    const cold = await startUntilUsable(ours.start, PORT);
    await cold.stop();

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
    const stockCold = stock.installSeconds + stock.buildSeconds + start.stock;
    const stockColdNoScripts =
      stock.installNoScriptsSeconds + stock.buildSeconds + start.stock;
    report({
      bench: 'setup',
      columns: ['', 'ours', 'stock', 'stock without scripts'],
      rows: [
        [
          'install, s',
          '',
          stock.installSeconds,
          rounded(stock.installNoScriptsSeconds),
        ],
        ['build, s', '', stock.buildSeconds, stock.buildSeconds],
        [
          `start (median of ${STARTS}), s`,
          rounded(start.ours),
          rounded(start.stock),
          rounded(start.stock),
        ],
        [
          'cold, to a usable portal, s',
          rounded(cold.seconds),
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
        coldRatio: rounded(cold.seconds / stockCold),
        coldNoScriptsRatio: rounded(cold.seconds / stockColdNoScripts),
        warmStartRatio: rounded(start.ours / start.stock),
        memoryRatio: rounded(memory.ours / memory.stock),
        coldSeconds: rounded(cold.seconds),
        warmStartSeconds: rounded(start.ours),
        memoryMegabytes: rounded(memory.ours),
      },
    });
  } finally {
    await rm(ours.folder, { recursive: true, force: true });
    await rm(stock.folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
