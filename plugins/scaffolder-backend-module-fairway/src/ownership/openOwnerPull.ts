import type { CompoundEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import { forgeStatus } from '../forge/ForgeError';
import type { CatalogFile } from './catalogFile';
import { withOwner } from './withOwner';

/** A pull request that gives something an owner. */
export interface OwnerPull {
  url: string;
  number: number;
  /** It was open already. */
  existed: boolean;
}

interface Options {
  octokit: Octokit;
  file: CatalogFile;
  entity: CompoundEntityRef;
  /** A full reference. */
  owner: string;
}

/** The branch of a proposal: the same proposal is found again by it. */
function branchOf({ entity, owner }: Options): string {
  const team = owner.slice(owner.lastIndexOf('/') + 1);
  return `fairway/owner-${entity.name}-${team}`.toLocaleLowerCase('en-US');
}

async function readFile(options: Options, base: string) {
  const { octokit, file, entity, owner } = options;
  const { organisation, name } = file.repository;
  if (!file.branchAndPath.startsWith(`${base}/`)) {
    throw new ConflictError(
      `Its catalog file is not on ${base}: change its owner where it stands`,
    );
  }
  const path = file.branchAndPath.slice(base.length + 1);
  const { data } = await octokit.rest.repos.getContent({
    owner: organisation,
    repo: name,
    path,
    ref: base,
  });
  if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) {
    throw new ConflictError(`${path} is no file`);
  }
  const text = Buffer.from(data.content, 'base64').toString('utf8');
  const changed = withOwner(text, entity, owner);
  if (changed === undefined || changed === text) {
    throw new ConflictError(
      changed === text
        ? `${path} on ${base} names this owner already: the catalog follows in a few minutes`
        : `The owner can’t be changed by itself in ${path}: edit it by hand`,
    );
  }
  return { path, sha: data.sha, content: changed };
}

/** The branch, from the newest commit of the base; one that a proposal before left is begun anew. */
async function placeBranch(options: Options, base: string): Promise<void> {
  const { octokit, file } = options;
  const repository = {
    owner: file.repository.organisation,
    repo: file.repository.name,
  };
  const { data } = await octokit.rest.git.getRef({
    ...repository,
    ref: `heads/${base}`,
  });
  const { sha } = data.object;
  const branch = branchOf(options);
  try {
    await octokit.rest.git.createRef({
      ...repository,
      ref: `refs/heads/${branch}`,
      sha,
    });
  } catch (error) {
    if (forgeStatus(error) !== 422) throw error;
    await octokit.rest.git.updateRef({
      ...repository,
      ref: `heads/${branch}`,
      sha,
      force: true,
    });
  }
}

/** Opens the pull request that changes an entity's owner in its catalog file, or finds the one that is open. */
export async function openOwnerPull(options: Options): Promise<OwnerPull> {
  const { octokit, file, entity, owner } = options;
  const { organisation, name } = file.repository;
  const repository = { owner: organisation, repo: name };
  const head = branchOf(options);
  const { data: open } = await octokit.rest.pulls.list({
    ...repository,
    state: 'open',
    head: `${organisation}:${head}`,
  });
  if (open.length > 0) {
    return { url: open[0].html_url, number: open[0].number, existed: true };
  }
  const { data: found } = await octokit.rest.repos.get(repository);
  const base = found.default_branch;
  const { path, sha, content } = await readFile(options, base);
  await placeBranch(options, base);
  const title = `Give ${entity.name} to ${owner}`;
  await octokit.rest.repos.createOrUpdateFileContents({
    ...repository,
    path,
    branch: head,
    message: title,
    sha,
    content: Buffer.from(content, 'utf8').toString('base64'),
  });
  const { data: pull } = await octokit.rest.pulls.create({
    ...repository,
    title,
    head,
    base,
    body: `${entity.name} has no owner that exists. Proposed in Fairway; nothing else changes.`,
  });
  return { url: pull.html_url, number: pull.number, existed: false };
}
