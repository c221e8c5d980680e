import { execFile } from 'node:child_process';
import { mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { work } from './paths.mjs';
import { Problem } from './problem.mjs';

const GIGABYTE = 1024 ** 3;

/** Git and room on the disk: what no package can bring. */
export async function checkMachine({ gigabytes }) {
  await promisify(execFile)('git', ['--version']).catch(() => {
    throw new Problem(
      'git is not on this machine.',
      'Install git (https://git-scm.com), then try again.',
    );
  });
  await mkdir(work, { recursive: true });
  const disk = await statfs(work);
  const free = (disk.bavail * disk.bsize) / GIGABYTE;
  if (free < gigabytes)
    throw new Problem(
      `The disk has ${free.toFixed(1)} GB left; ${gigabytes} GB are needed.`,
      `Free some space where ${work} is, then try again.`,
    );
}

/** A port that is taken is found before anything is started, and named with the variable that moves it. */
export async function checkPort(port, what, variable) {
  for (const host of ['127.0.0.1', '::1']) {
    await new Promise((free, taken) => {
      const server = createServer();
      server.once('error', error => {
        if (error.code === 'EADDRINUSE') taken(error);
        else free(); // a host without IPv6 has nothing to take
      });
      server.listen({ port, host }, () => server.close(free));
    }).catch(() => {
      throw new Problem(
        `Port ${port} for the ${what} is taken by another program.`,
        `Stop that program, or choose another port: ${variable}=${port + 10} npm start`,
      );
    });
  }
}
