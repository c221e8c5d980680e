import { InputError } from '@backstage/errors';
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

import { ActionContext, booleanInput, refuseInputs } from './ActionContext';

/** What is to be checked out: a commit, the ref it belongs to, or both. */
interface Target {
  ref: string;
  commit?: string;
}

type GitCommand = (...args: string[]) => Promise<void>;

async function emptyDirectory(directory: string) {
  await mkdir(directory, { recursive: true });
  for (const entry of await readdir(directory)) {
    await rm(join(directory, entry), { recursive: true, force: true });
  }
}

function directoryOf(context: ActionContext): string {
  const { workspace } = context.directories;
  const directory = resolve(workspace, context.inputs.path ?? '');
  if (relative(workspace, directory).startsWith('..')) {
    throw new InputError(
      `Repository path '${directory}' is not under '${workspace}'`,
    );
  }
  return directory;
}

async function findRef(
  context: ActionContext,
  directory: string,
  name: string,
): Promise<string> {
  const found: string[] = [];
  await context.run({
    file: 'git',
    args: ['ls-remote', 'origin', `refs/heads/${name}`, `refs/tags/${name}`],
    cwd: directory,
    onLine: line => found.push(line.split('\t')[1] ?? ''),
  });
  const ref = [`refs/heads/${name}`, `refs/tags/${name}`].find(candidate =>
    found.includes(candidate),
  );
  if (!ref) {
    throw new InputError(
      `A branch or tag with the name '${name}' could not be found`,
    );
  }
  return ref;
}

async function targetOf(
  context: ActionContext,
  directory: string,
  isOwn: boolean,
): Promise<Target> {
  const { run } = context.request;
  const given = context.inputs.ref;
  if (!given && isOwn) {
    return { ref: run.ref, commit: run.headSha };
  }
  if (!given) {
    return { ref: 'HEAD' };
  }
  if (/^[0-9a-f]{40}$/.test(given)) {
    return { ref: '', commit: given };
  }
  return {
    ref: given.startsWith('refs/')
      ? given
      : await findRef(context, directory, given),
  };
}

function localRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, 'refs/remotes/origin/');
}

async function fetch(git: GitCommand, target: Target, context: ActionContext) {
  const depth = Number(context.inputs['fetch-depth'] ?? '1');
  if (!Number.isInteger(depth) || depth < 0) {
    throw new InputError('fetch-depth is not a whole number');
  }
  const base = ['fetch', '--quiet', '--prune', '--no-recurse-submodules'];
  if (depth === 0) {
    await git(
      ...base,
      '--no-tags',
      'origin',
      '+refs/heads/*:refs/remotes/origin/*',
      '+refs/tags/*:refs/tags/*',
    );
  }
  const source = target.commit ?? target.ref;
  const refspec = target.ref
    ? `+${source}:${localRef(target.ref === 'HEAD' ? 'refs/heads/HEAD' : target.ref)}`
    : source;
  const limits = depth > 0 ? [`--depth=${depth}`] : [];
  const tags = booleanInput(context, 'fetch-tags', false)
    ? ['--tags']
    : ['--no-tags'];
  await git(...base, ...tags, ...limits, 'origin', refspec);
}

async function checkOut(git: GitCommand, target: Target) {
  if (target.ref.startsWith('refs/heads/')) {
    const branch = target.ref.slice('refs/heads/'.length);
    await git(
      'checkout',
      '--quiet',
      '--force',
      '-B',
      branch,
      `refs/remotes/origin/${branch}`,
    );
  } else {
    const revision =
      target.ref === 'HEAD'
        ? 'refs/remotes/origin/HEAD'
        : (target.commit ?? target.ref);
    await git('checkout', '--quiet', '--force', '--detach', revision);
  }
}

function credentials(context: ActionContext): string {
  const token = context.inputs.token || context.request.token;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  context.masker.add(token);
  context.masker.add(basic);
  return `[http "${context.url}/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`;
}

/**
 * actions/checkout: clones from the forge with the run's token, which it leaves in
 * the clone's configuration so that `git push` works (unless `persist-credentials`
 * is false).
 */
export async function checkout(context: ActionContext): Promise<void> {
  refuseInputs(context, [
    'submodules',
    'lfs',
    'ssh-key',
    'sparse-checkout',
    'filter',
    'github-server-url',
  ]);
  const own = context.request.repository.fullName;
  const name = context.inputs.repository || own;
  const directory = directoryOf(context);
  const git: GitCommand = async (...args) => {
    const code = await context.run({ file: 'git', args, cwd: directory });
    if (code !== 0) {
      throw new Error(`The process 'git' failed with exit code ${code}`);
    }
  };

  context.log.group(`Getting ${name} from ${context.url}`);
  await emptyDirectory(directory);
  await git('init', '--quiet', '--initial-branch=main', '.');
  await git('remote', 'add', 'origin', `${context.url}/${name}`);
  // Written to the file and not handed to `git config`: arguments can be read by every process.
  await appendFile(join(directory, '.git', 'config'), credentials(context));
  const isOwn = name.toLowerCase() === own.toLowerCase();
  const target = await targetOf(context, directory, isOwn);
  await fetch(git, target, context);
  await checkOut(git, target);
  context.log.endGroup();

  let commit = '';
  await context.run({
    file: 'git',
    args: ['log', '-1', '--format=%H'],
    cwd: directory,
    onLine: line => {
      commit = line;
    },
  });
  context.log.write(commit);
  context.setOutput('ref', target.ref || commit);
  context.setOutput('commit', commit);
  if (!booleanInput(context, 'persist-credentials', true)) {
    await git(
      'config',
      '--local',
      '--unset-all',
      `http.${context.url}/.extraheader`,
    );
  }
}
