import { InputError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { CreateConfig } from '../config';
import {
  ClaimedRepository,
  claimRepository,
  findOwnRepository,
} from '../forge/claimRepository';
import { findRequestCommit, requestTrailer } from '../forge/findRequestCommit';
import { ForgeClient } from '../forge/ForgeClients';
import { ProtectionOutcome } from '../forge/protectBranch';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { assertGeneratedFiles } from '../generated/assertGeneratedFiles';
import { inspectWorkspace } from '../generated/inspectWorkspace';
import { commitFolder } from '../git/commitFolder';
import { GitRemote } from '../git/GitRemote';
import { FileEntry } from '../git/writeTree';
import {
  applySettings,
  listCollaborators,
  protectDefaultBranch,
} from './repositorySettings';
import { PublishRequest } from './publishGithubSchema';

/** What there is after a repository has been published. */
export interface PublishedRepository {
  remoteUrl: string;
  repoContentsUrl: string;
  commitHash: string;
  protection: ProtectionOutcome | 'off';
}

interface Publication {
  ctx: Pick<
    ActionContext<PublishRequest>,
    'input' | 'logger' | 'task' | 'checkpoint'
  >;
  config: CreateConfig;
  client: ForgeClient;
  target: RepositoryTarget;
  /** What becomes the repository. */
  folder: string;
  signal: AbortSignal;
}

/**
 * Takes a repository from nothing, or from wherever an earlier attempt of this request got, to its final state.
 * What can be refused is refused before anything exists at the forge.
 */
export async function publishRepository(
  publication: Publication,
): Promise<PublishedRepository> {
  const { ctx, client, target, folder } = publication;
  const branch = ctx.input.defaultBranch ?? 'main';
  listCollaborators(target, ctx.input);
  const files = await inspectWorkspace(folder).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  if (files.length > 0) {
    await assertGeneratedFiles({
      folder,
      files: files.map(({ path }) => path),
      expectedEntity: ctx.input.expectedEntity,
    });
  }

  const repository = await ensureRepository(publication, files.length === 0);
  const [commitHash] = await settleAll([
    ensureCommit(publication, repository, branch, files),
    applySettings(client.octokit, target, ctx.input),
  ]);
  const protection = await protectDefaultBranch({
    octokit: client.octokit,
    target,
    branch,
    input: ctx.input,
    logger: ctx.logger,
  });
  return {
    remoteUrl: remoteUrlOf(publication),
    repoContentsUrl: `${repository.url}/blob/${branch}`,
    commitHash,
    protection,
  };
}

/** Both run to their end, so that nothing goes on behind a step that has failed. */
async function settleAll<A, B>(
  work: [Promise<A>, Promise<B>],
): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function ensureRepository(
  { ctx, config, client, target, signal }: Publication,
  workspaceIsEmpty: boolean,
): Promise<ClaimedRepository> {
  const { octokit } = client;
  const { input, logger } = ctx;
  const marker = `${config.portalUrl}/create/tasks/${ctx.task.id}`;
  if (workspaceIsEmpty) {
    const own = await findOwnRepository(octokit, target, marker);
    if (!own) {
      throw workspaceLost();
    }
    return own;
  }
  let created = false;
  const repository = await ctx.checkpoint({
    key: `repository.${target.organisation}.${target.name}`,
    fn: async () => {
      const claimed = await claimRepository({
        octokit,
        target,
        marker,
        logger,
        signal,
        repository: {
          ...input,
          visibility: input.repoVisibility ?? 'private',
        },
      });
      created = !claimed.adopted;
      return { ...claimed };
    },
  });
  return { ...repository, adopted: !created };
}

async function ensureCommit(
  { ctx, config, client, target, folder, signal }: Publication,
  repository: ClaimedRepository,
  branch: string,
  files: FileEntry[],
): Promise<string> {
  const { input, logger, task } = ctx;
  const { commitHash } = await ctx.checkpoint({
    key: `commit.${target.organisation}.${target.name}`,
    fn: async () => {
      const present = repository.adopted
        ? await findRequestCommit(client.octokit, target, branch, task.id)
        : undefined;
      if (present) {
        logger.info(`The first commit is there already: ${present}`);
        return { commitHash: present };
      }
      if (files.length === 0) {
        throw workspaceLost();
      }
      const [commit, remote] = await settleAll([
        commitFolder({
          folder,
          files,
          message: `${input.gitCommitMessage ?? config.commitMessage}\n\n${requestTrailer(task.id)}\n`,
          signature: {
            name: input.gitAuthorName ?? config.author.name,
            email: input.gitAuthorEmail ?? config.author.email,
            // The same on every attempt, so that the commit is.
            date: repository.createdAt,
          },
        }),
        GitRemote.open({
          url: remoteUrlOf({ client, target }),
          token: client.token,
          fetch: client.fetch,
          signal,
        }),
      ]);
      await remote.createBranch(branch, commit);
      logger.info(`Pushed ${commit.hash} to ${repository.url}`);
      return { commitHash: commit.hash };
    },
  });
  return commitHash;
}

function remoteUrlOf({
  client,
  target,
}: Pick<Publication, 'client' | 'target'>): string {
  return `${client.webUrl}/${target.organisation}/${target.name}.git`;
}

function workspaceLost(): Error {
  return new InputError(
    'There are no files to publish: what earlier steps had rendered is lost, or the template rendered nothing. Nothing was pushed. Start a new request.',
  );
}
