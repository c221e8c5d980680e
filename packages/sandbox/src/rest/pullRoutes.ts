import { NotFoundError, NotImplementedError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { refusalOf } from '../forge/protectionRules';
import { Pull } from '../forge/PullRow';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { mergedTree } from '../git/mergeBranches';
import { readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { changeJson, commitJson } from '../represent/commits';
import { pullDetailsJson, pullJson } from '../represent/pulls';
import { mergeBaseOf } from './compareCommits';
import { mergePull } from './mergePull';
import {
  listPullsQuery,
  mergePullBody,
  openPullBody,
  updatePullBody,
} from './pullBodies';

const base = '/repos/:owner/:repo/pulls';
const one = `${base}/:pull_number`;

/** Pull requests. */
export function pullRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'pull_requests', 'read');
    const query = listPullsQuery.parse(req.query);
    const pulls = forge.pulls.list(repository.id, {
      state: query.state === 'all' ? undefined : query.state,
      head: query.head?.replace(/^[^:]*:/, ''),
      base: query.base,
    });
    res.json(
      paginate(forge, req, res, pulls).map(pull =>
        pullJson(forge, repository, pull),
      ),
    );
  });
  router.post(base, (req, res) => openPull(forge, req, res));
  router.get(one, async (req, res) => {
    const { repository, pull } = pullOf(forge, req, res, 'read');
    res.json(await detailsOf(forge, repository, pull));
  });
  router.patch(one, async (req, res) => {
    const { repository, pull } = pullOf(forge, req, res, 'write');
    const { base: baseRef, ...changes } = bodyOf(req, updatePullBody);
    if (baseRef) {
      branchOf(forge, repository, 'base', baseRef);
    }
    const updated = forge.pulls.update(
      repository,
      pull,
      { ...changes, ...(baseRef && { baseRef }) },
      { action: actionOf(pull, changes.state), sender: senderOf(res) },
    );
    res.json(await detailsOf(forge, repository, updated));
  });
  router.get(`${one}/commits`, async (req, res) => {
    const { repository, pull } = pullOf(forge, req, res, 'read');
    const commits = await commitsOf(forge, repository, pull);
    res.json(
      paginate(forge, req, res, commits.reverse()).map(commit =>
        commitJson(forge, repository, commit),
      ),
    );
  });
  router.get(`${one}/files`, async (req, res) => {
    const { repository, pull } = pullOf(forge, req, res, 'read');
    const changes = await changesOf(forge, repository, pull);
    res.json(
      paginate(forge, req, res, changes).map(change =>
        changeJson(forge, repository, change, pull.headSha),
      ),
    );
  });
  router.put(`${one}/merge`, (req, res) => merge(forge, req, res));
  return router;
}

async function openPull(forge: Forge, req: Request, res: Response) {
  const repository = repositoryOf(forge, req, res, 'pull_requests', 'write');
  const body = bodyOf(req, openPullBody);
  // There are no forks here: the owner before the colon can only be this one.
  const head = branchOf(
    forge,
    repository,
    'head',
    body.head.replace(`${repository.owner}:`, ''),
  );
  const target = branchOf(forge, repository, 'base', body.base);
  const [open] = forge.pulls.list(repository.id, {
    state: 'open',
    head: head.ref,
    base: target.ref,
  });
  if (open) {
    throw ValidationFailedError.of(
      'PullRequest',
      'head',
      `A pull request already exists for ${repository.owner}:${head.ref}.`,
    );
  }
  const parted = await mergeBaseOf(forge, repository, target.sha, head.sha);
  if (parted === head.sha) {
    throw ValidationFailedError.of(
      'PullRequest',
      'head',
      `No commits between ${target.ref} and ${head.ref}`,
    );
  }
  const pull = forge.pulls.open({
    repository,
    title: body.title,
    body: body.body,
    draft: body.draft,
    author: senderOf(res),
    head,
    base: target,
  });
  res.status(201).json(await detailsOf(forge, repository, pull));
}

async function merge(forge: Forge, req: Request, res: Response) {
  const caller = requireCaller(res);
  repositoryOf(forge, req, res, 'contents', 'write');
  const { repository, pull } = pullOf(forge, req, res, 'write');
  const body = bodyOf(req, mergePullBody);
  if (body.merge_method === 'rebase') {
    throw new NotImplementedError(
      'The sandbox does not merge by rebasing: use merge or squash',
    );
  }
  const refuse = (status: number, message: string) => {
    res.status(status).json({
      message,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    });
  };
  const refusal = mergeRefusal(forge, repository, pull, caller);
  if (refusal) {
    refuse(405, refusal);
    return;
  }
  if (body.sha !== undefined && body.sha !== pull.headSha) {
    refuse(409, 'Head branch was modified. Review and try the merge again.');
    return;
  }
  const sha = await mergePull(forge, repository, pull, caller, {
    method: body.merge_method,
    title: body.commit_title,
    message: body.commit_message,
  });
  if (!sha) {
    refuse(405, 'Pull Request is not mergeable');
    return;
  }
  res.json({
    sha,
    merged: true,
    message: 'Pull Request successfully merged',
  });
}

/** Why it can't be merged as it is. What a protected branch asks beyond a pull request, such as a review, is not here. */
function mergeRefusal(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  caller: Parameters<typeof refusalOf>[2],
): string | undefined {
  if (pull.state === 'closed' || pull.draft) {
    return 'Pull Request is not mergeable';
  }
  const reviews = forge.protections.find(
    repository.id,
    pull.baseRef,
  )?.required_pull_request_reviews;
  const needed = Number(reviews?.required_approving_review_count ?? 0);
  const refusal = refusalOf(forge, repository, caller, pull.baseRef);
  return refusal && (!reviews || needed > 0)
    ? `At least ${needed} approving review is required by reviewers with write access.`
    : undefined;
}

function senderOf(res: Response): string {
  return requireCaller(res).person.login;
}

function actionOf(pull: Pull, state: 'open' | 'closed' | undefined) {
  if (!state || state === pull.state) {
    return 'edited' as const;
  }
  return state === 'closed' ? ('closed' as const) : ('reopened' as const);
}

function branchOf(
  forge: Forge,
  repository: Repository,
  field: 'head' | 'base',
  ref: string,
) {
  const sha = forge.pushes.shaOf(repository.id, `refs/heads/${ref}`);
  if (!sha) {
    throw new ValidationFailedError('Validation Failed', [
      { resource: 'PullRequest', field, code: 'invalid' },
    ]);
  }
  return { ref, sha };
}

function pullOf(
  forge: Forge,
  req: Request,
  res: Response,
  level: 'read' | 'write',
): { repository: Repository; pull: Pull } {
  const repository = repositoryOf(forge, req, res, 'pull_requests', level);
  const pull = forge.pulls.find(repository.id, Number(req.params.pull_number));
  if (!pull) {
    throw new NotFoundError('Not Found');
  }
  return { repository, pull };
}

function commitsOf(forge: Forge, repository: Repository, pull: Pull) {
  return readCommits(forge, repository, {
    revisions: [pull.headSha, `^${pull.baseSha}`],
  });
}

async function changesOf(forge: Forge, repository: Repository, pull: Pull) {
  const from = await mergeBaseOf(forge, repository, pull.baseSha, pull.headSha);
  return readChanges(forge, repository, { from, to: pull.headSha });
}

async function detailsOf(forge: Forge, repository: Repository, pull: Pull) {
  const [commits, changes, tree] = await Promise.all([
    commitsOf(forge, repository, pull),
    changesOf(forge, repository, pull),
    mergedTree(forge, repository, { base: pull.baseSha, head: pull.headSha }),
  ]);
  return pullDetailsJson(forge, repository, pull, {
    commits: commits.length,
    additions: changes.reduce((sum, change) => sum + change.additions, 0),
    deletions: changes.reduce((sum, change) => sum + change.deletions, 0),
    changedFiles: changes.length,
    mergeable: tree !== undefined,
  });
}
