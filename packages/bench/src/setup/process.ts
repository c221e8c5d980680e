import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

export interface Command {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Runs a program to its end and returns the seconds it took. */
export async function secondsOf({
  command,
  args,
  cwd,
  env,
}: Command): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', data => (errors = (errors + data).slice(-4000)));
  const code = await new Promise((done, fail) =>
    child.on('error', fail).on('close', done),
  );
  if (code !== 0)
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}: ${errors}`,
    );
  return (performance.now() - started) / 1000;
}

export interface Running {
  /** Seconds from the start of the process until the portal could be used. */
  seconds: number;
  child: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until its portal can be used: every plugin is ready, and the page and the script that the
 * page names are served. The very same test for both sides.
 */
export async function startUntilUsable(
  command: Command,
  port: number,
): Promise<Running> {
  const started = performance.now();
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: 'ignore',
  });
  const ended = new Promise<void>(done => child.once('close', () => done()));
  const stop = async () => {
    process.kill(-child.pid!, 'SIGTERM');
    const timer = setTimeout(
      () => process.kill(-child.pid!, 'SIGKILL'),
      30_000,
    );
    await ended;
    clearTimeout(timer);
  };
  while (!(await isUsable(`http://127.0.0.1:${port}`))) {
    if (child.exitCode !== null)
      throw new Error(`${command.args.join(' ')} ended with ${child.exitCode}`);
    if (performance.now() - started > 900_000) {
      await stop();
      throw new Error(
        `${command.args.join(' ')} could not be used after 15 minutes`,
      );
    }
    await wait(25);
  }
  return { seconds: (performance.now() - started) / 1000, child, stop };
}

async function isUsable(url: string): Promise<boolean> {
  try {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`);
    await ready.arrayBuffer();
    if (!ready.ok) return false;
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    const script = (await page.text()).match(/<script[^>]* src="([^"]+)"/)?.[1];
    if (!page.ok || !script) return false;
    const code = await fetch(new URL(script, url));
    await code.arrayBuffer();
    return code.ok;
  } catch {
    return false; // nobody listens yet
  }
}

/** Resident memory of one process in megabytes (Linux). */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+) kB/)![1]) / 1024;
}

/** The process below `pid` whose command line names `part`. */
export async function descendant(pid: number, part: string): Promise<number> {
  for (const task of await readdir(`/proc/${pid}/task`)) {
    const children = await readFile(
      `/proc/${pid}/task/${task}/children`,
      'utf8',
    );
    for (const child of children
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)) {
      if ((await readFile(`/proc/${child}/cmdline`, 'utf8')).includes(part))
        return child;
      const below = await descendant(child, part).catch(() => undefined);
      if (below) return below;
    }
  }
  throw new Error(`No process below ${pid} runs ${part}.`);
}
