import { rm } from 'node:fs/promises';
import { ensurePages } from '../build.mjs';
import { startDevelopment } from '../development.mjs';
import { ensureReady } from '../install.mjs';
import { stateFolder } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { say, step } from '../report.mjs';
import { checkMachine, checkPort } from '../requirements.mjs';
import { claimRun } from '../running.mjs';
import {
  loadPortal,
  serviceEnvironment,
  startSandbox,
  stopServices,
} from '../services.mjs';

/**
 * `npm start [-- --fresh]`: set up what is missing, start sandbox and portal, say where, stay until Ctrl-C.
 * `yarn start` comes here too and means the development mode with reload, as in every Backstage repository.
 */
export async function run(args) {
  const unknown = args.find(argument => argument !== '--fresh');
  if (unknown)
    throw new Problem(
      `There is no option ${unknown}.`,
      'npm start takes --fresh only.',
    );
  const port = process.env.FAIRWAY_PORT ?? '7007';
  const url = `http://localhost:${port}`;
  const development = process.env.npm_config_user_agent?.startsWith('yarn/');

  say(`\n  Fairway${development ? ' in development mode' : ''}\n`);
  const release = await claimRun(url);
  const { asked, because } = untilAsked();
  try {
    await Promise.race([
      asked,
      setUp({
        url,
        port,
        development,
        fresh: args.includes('--fresh'),
        because,
      }),
    ]);
    await asked;
  } finally {
    await stopServices();
    await release();
  }
  return 0;
}

async function setUp({ url, port, development, fresh, because }) {
  await checkPort(Number(port), 'portal', 'FAIRWAY_PORT');
  await checkPort(
    Number(process.env.FAIRWAY_FORGE_PORT ?? 7990),
    'sandbox',
    'FAIRWAY_FORGE_PORT',
  );
  await checkMachine({ gigabytes: 3 });
  if (fresh) await rm(stateFolder(), { recursive: true, force: true });
  const environment = await serviceEnvironment(await ensureReady());
  const sandbox = step('Sandbox: forge and deploy target', async () => {
    await startSandbox(environment, because);
    return `http://localhost:${environment.FAIRWAY_FORGE_PORT}`;
  });
  if (development) {
    await sandbox;
    await startDevelopment(environment, because);
    return;
  }
  const portal = await loadPortal(environment, { onEnd: because });
  await Promise.all([
    sandbox.then(() => portal.start()),
    ensurePages(environment),
  ]);
  await step('Portal', async () => {
    await portal.showPages();
    return url;
  });
  say(
    `\n  Open ${url} and sign in as one of the people on the page. Ctrl-C stops everything.\n`,
  );
}

/** Resolves on Ctrl-C or a request to end; rejects when a service ends by itself. */
function untilAsked() {
  let because;
  const asked = new Promise((resolve, reject) => {
    because = reject;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => {
        say('\n  Stopping.');
        resolve();
      });
  });
  asked.catch(() => {}); // it is awaited later; until then a rejection must not end the launcher
  return { asked, because };
}
