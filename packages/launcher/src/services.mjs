import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { logsFolder, node, root, stateFolder, work } from './paths.mjs';
import { Problem } from './problem.mjs';
import { ensureSecrets } from './secrets.mjs';

const [endWithParent, transform] = ['endWithParent', 'transform'].map(name =>
  fileURLToPath(new URL(`./${name}.cjs`, import.meta.url)),
);
const running = new Set();

/** The environment that portal and sandbox share. */
export async function serviceEnvironment(environment, state = stateFolder()) {
  const port = Number(environment.FAIRWAY_PORT ?? 7007);
  const forgePort = Number(environment.FAIRWAY_FORGE_PORT ?? 7990);
  return {
    ...environment,
    ...(await ensureSecrets(state)),
    FAIRWAY_ROOT: root,
    FAIRWAY_STATE: state,
    FAIRWAY_PORT: String(port),
    FAIRWAY_FORGE_PORT: String(forgePort),
    FAIRWAY_WEBHOOK_URL:
      environment.FAIRWAY_WEBHOOK_URL ??
      `http://localhost:${port}/api/metrics/ingest/github`,
    // What was transformed, and what V8 compiled, is kept between starts.
    FAIRWAY_TRANSFORM_CACHE: join(work, 'cache/transformed'),
    NODE_COMPILE_CACHE: join(work, 'cache/compile'),
    // What the configuration's schema says of this configuration, too.
    FAIRWAY_CONFIG_CACHE: join(work, 'cache/config'),
  };
}

/** The stand-in for the outside world; ready when its /healthz answers. */
export const startSandbox = (environment, onEnd) =>
  startService({
    name: 'sandbox',
    script: 'packages/sandbox/src/main.ts',
    ready: `http://127.0.0.1:${environment.FAIRWAY_FORGE_PORT}/healthz`,
    environment,
    onEnd,
  });

/** The portal, its pages being there; ready when Backstage says that every plugin has started. */
export async function startPortal(environment, options) {
  const portal = await loadPortal(environment, options);
  portal.start();
  return portal.showPages();
}

/**
 * Loads the portal's program, which takes half of its start, and holds it there: what it leans on may come up meanwhile.
 * @returns {Promise<{start(): void, showPages(): ReturnType<typeof startProcess>}>} `start` lets it go on, up to where it
 * needs the pages; `showPages` says that they are built, and waits until the portal is ready
 */
export async function loadPortal(
  environment,
  { configs = ['app-config.yaml'], onEnd } = {},
) {
  const service = await launch({
    name: 'portal',
    script: 'packages/backend/src/index.ts',
    args: configs.flatMap(config => ['--config', config]),
    environment: {
      NODE_ENV: 'production',
      ...environment,
      FAIRWAY_START_WHEN_TOLD: 'true',
    },
    onEnd,
  });
  return {
    start: () => service.tell('start'),
    showPages: () => {
      service.tell('pages');
      return untilReady(
        service,
        `http://127.0.0.1:${environment.FAIRWAY_PORT}/.backstage/health/v1/readiness`,
      );
    },
  };
}

/** Ends everything that was started here, the last one first. */
export async function stopServices() {
  for (const service of [...running].reverse()) await service.stop();
}

async function startService({ ready, ...options }) {
  return untilReady(await launch(options), ready);
}

const launch = ({ name, script, args = [], environment, onEnd }) =>
  startProcess({
    name,
    args: [
      // Less room for what is short-lived: a quarter less memory, and no slower.
      '--max-semi-space-size=8',
      '-r',
      endWithParent,
      '-r',
      transform,
      script,
      ...args,
    ],
    environment,
    onEnd,
  });

async function untilReady(service, url) {
  const deadline = Date.now() + 180_000;
  while (!(await answers(url))) {
    if (service.ended) throw await service.failure();
    if (Date.now() > deadline) {
      await service.stop();
      throw await service.failure('was not ready after 3 minutes');
    }
    await wait(50);
  }
  return service;
}

/**
 * Starts a program of Node 24 in a process group of its own, its output in `.fairway/logs/<name>.log` (or inherited).
 * `onEnd` is told the problem when it ends without having been asked to.
 * @returns {Promise<{pid: number, ended: boolean, tell(message: string): void, failure(how?: string): Promise<Problem>, stop(): Promise<void>, kill(): Promise<void>}>}
 */
export async function startProcess({ name, args, environment, output, onEnd }) {
  const logs = environment.FAIRWAY_LOGS ?? logsFolder;
  await mkdir(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  const child = spawn(node, args, {
    cwd: root,
    env: environment,
    detached: true,
    stdio: output
      ? ['ignore', output, output, 'ipc']
      : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (!output) {
    const log = createWriteStream(file);
    for (const source of [child.stdout, child.stderr])
      source.pipe(log, { end: false });
    child.once('close', () => log.end());
  }
  let asked = false;
  let code;
  const end = async signal => {
    asked = true;
    signalGroup(child, signal);
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000);
    await closed;
    clearTimeout(timer);
  };
  const service = {
    pid: child.pid,
    get ended() {
      return code !== undefined;
    },
    // A process that is gone says so itself, by its code.
    tell: message => child.connected && child.send(message, () => {}),
    async failure(how = `ended with ${code}`) {
      const text = output ? '' : await readFile(file, 'utf8');
      const lines = text.trimEnd().split('\n').slice(-12).join('\n');
      return new Problem(
        `The ${name} ${how}.${lines && `\n\n${lines}\n`}`,
        output ? '' : `Its whole log: ${file}`,
      );
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
  running.add(service);
  const closed = new Promise(done =>
    child.once('close', (status, signal) => {
      code = status ?? signal;
      running.delete(service);
      done();
      if (!asked) service.failure().then(problem => onEnd?.(problem));
    }),
  );
  return service;
}

const answers = url =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    async response => (await response.arrayBuffer(), response.ok),
    () => false,
  );

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it is gone already
  }
}
