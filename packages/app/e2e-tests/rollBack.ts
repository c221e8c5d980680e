import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Goes back to the release before, as a service's runbook says: by reverting the commit that brought the newest one. */
export async function rollBack(options: {
  forgeUrl: string;
  name: string;
  login: string;
  token: string;
}): Promise<void> {
  const { forgeUrl, name, login, token } = options;
  const folder = await mkdtemp(join(tmpdir(), 'fairway-rollback-'));
  const git = async (...args: string[]) => {
    const identity = ['-c', `user.name=${login}`];
    identity.push('-c', `user.email=${login}@example.org`);
    const command = [...identity, '-C', folder, ...args];
    return (await promisify(execFile)('git', command)).stdout.trim();
  };
  const origin = forgeUrl.replace('://', `://${login}:${token}@`);
  await git('clone', '-q', '-b', 'deploy', `${origin}/acme/${name}.git`, '.');
  const last = await git('log', '-1', '--format=%H', '--', 'production');
  await git('revert', '--no-edit', last);
  await git('push', '-q');
  await rm(folder, { recursive: true });
}
