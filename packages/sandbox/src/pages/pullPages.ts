import { InputError, NotFoundError } from '@backstage/errors';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { mergeRefusal } from '../forge/mergeRules';
import { Caller } from '../forge/model';
import { readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { mergeBaseOf } from '../rest/compareCommits';
import { mergePull } from '../rest/mergePull';
import { openPull } from '../rest/openPull';
import { submitReview } from '../rest/reviewRoutes';
import { pullListPage } from './pullListPage';
import { pullPage } from './pullPage';
import { requireSameOrigin } from './session';
import { viewedRepository, viewerOf } from './viewer';

const list = '/:owner/:repo/pulls';
const one = '/:owner/:repo/pull/:number';

/** Pull requests: opened from a branch, approved, merged. */
export function pullPages(forge: Forge): Router {
  const router = PromiseRouter();
  const form = express.urlencoded({ extended: false });
  router.get(list, (req, res) => {
    const repository = viewedRepository(forge, req, res);
    res.type('html').send(pullListPage(forge, repository, viewerOf(res)));
  });
  router.post(list, form, (req, res) => open(forge, req, res));
  router.get(one, async (req, res) => {
    const { repository, pull, caller } = viewedPull(forge, req, res);
    const { baseSha, headSha } = pull;
    const [commits, from] = await Promise.all([
      readCommits(forge, repository, { revisions: [headSha, `^${baseSha}`] }),
      mergeBaseOf(forge, repository, baseSha, headSha),
    ]);
    const changes = await readChanges(forge, repository, { from, to: headSha });
    res
      .type('html')
      .send(pullPage({ forge, repository, pull, caller, commits, changes }));
  });
  router.post(`${one}/approve`, (req, res) => {
    requireSameOrigin(forge, req);
    const { repository, pull, caller } = viewedPull(forge, req, res);
    submitReview(forge, repository, pull, { caller, state: 'APPROVED' });
    res.redirect(303, `/${repository.fullName}/pull/${pull.number}`);
  });
  router.post(`${one}/merge`, async (req, res) => {
    requireSameOrigin(forge, req);
    const { repository, pull, caller } = viewedPull(forge, req, res);
    forge.access.require(caller, repository, 'contents', 'write');
    const refusal = mergeRefusal(forge, repository, pull, caller);
    if (refusal) {
      throw new InputError(refusal);
    }
    const squash = repository.settings.allow_merge_commit === false;
    const sha = await mergePull(forge, repository, pull, caller, {
      method: squash ? 'squash' : 'merge',
    });
    if (!sha) {
      throw new InputError(
        `${pull.headRef} conflicts with ${pull.baseRef}: merge it by hand and push`,
      );
    }
    res.redirect(303, `/${repository.fullName}/pull/${pull.number}`);
  });
  return router;
}

async function open(forge: Forge, req: Request, res: Response) {
  requireSameOrigin(forge, req);
  const repository = viewedRepository(forge, req, res);
  const { caller } = res.locals as { caller: Caller };
  forge.access.require(caller, repository, 'pull_requests', 'write');
  const head = String(req.body?.head ?? '');
  const sha = forge.pushes.shaOf(repository.id, `refs/heads/${head}`);
  const [commit] = sha
    ? await readCommits(forge, repository, { revisions: [sha], limit: 1 })
    : [];
  const pull = await openPull(forge, repository, {
    title: commit?.message.split('\n')[0].slice(0, 256) || head,
    head,
    base: repository.defaultBranch,
    author: caller.person.login,
  });
  res.redirect(303, `/${repository.fullName}/pull/${pull.number}`);
}

function viewedPull(forge: Forge, req: Request, res: Response) {
  const repository = viewedRepository(forge, req, res);
  const pull = forge.pulls.find(repository.id, Number(req.params.number));
  if (!pull) {
    throw new NotFoundError('Not Found');
  }
  const { caller } = res.locals as { caller: Caller };
  return { repository, pull, caller };
}
