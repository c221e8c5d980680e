import { NotImplementedError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { mergeRefusal } from '../forge/mergeRules';
import { Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
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
import { branchOf, openPull } from './openPull';
import {
  listPullsQuery,
  mergePullBody,
  openPullBody,
  updatePullBody,
} from './pullBodies';
import { pullOf } from './pullOf';

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
    if (query.sort === 'updated') {
      pulls.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    }
    // GitHub turns round what is not sorted by its creation, unless it is told.
    const direction =
      query.direction ?? (query.sort === 'created' ? 'desc' : 'asc');
    if (direction === 'asc') {
      pulls.reverse();
    }
    res.json(
      paginate(forge, req, res, pulls).map(pull =>
        pullJson(forge, repository, pull),
      ),
    );
  });
  router.post(base, (req, res) => open(forge, req, res));
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

async function open(forge: Forge, req: Request, res: Response) {
  const repository = repositoryOf(forge, req, res, 'pull_requests', 'write');
  const pull = await openPull(forge, repository, {
    ...bodyOf(req, openPullBody),
    author: senderOf(res),
    viaWorkflowToken: requireCaller(res).kind === 'workflow',
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

function senderOf(res: Response): string {
  return requireCaller(res).person.login;
}

function actionOf(pull: Pull, state: 'open' | 'closed' | undefined) {
  if (!state || state === pull.state) {
    return 'edited' as const;
  }
  return state === 'closed' ? ('closed' as const) : ('reopened' as const);
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
