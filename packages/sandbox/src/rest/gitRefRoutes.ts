import { NotFoundError } from '@backstage/errors';
import { Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { isObjectId, isRefName, noObject } from '../forge/names';
import { refusalOf } from '../forge/protectionRules';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { moveRef } from '../git/moveRef';
import { readObject, readObjects } from '../git/readObjects';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { refJson } from '../represent/gitData';
import { mergeBaseOf } from './compareCommits';

const base = '/repos/:owner/:repo/git';

const createBody = z.object({
  ref: z.string().regex(/^refs\/[^/]+\/.+/, 'must begin with refs/'),
  sha: z.string(),
});

const updateBody = z.object({
  sha: z.string(),
  force: z.boolean().default(false),
});

/** Refs, one by one. */
export function gitRefRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(`${base}/ref/:ref(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const { ref, sha } = refOf(forge, repository, req.params.ref);
    res.json(await describe(forge, repository, ref, sha));
  });
  router.get(`${base}/matching-refs/:ref(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const refs = forge.pushes.refs(repository.id, `refs/${req.params.ref}`);
    const shown = paginate(forge, req, res, refs);
    const objects = await readObjects(
      forge,
      repository,
      shown.map(({ sha }) => sha),
    );
    res.json(
      shown.map(({ ref }, index) =>
        refJson(forge, repository, ref, objects[index]!),
      ),
    );
  });
  router.post(`${base}/refs`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { ref, sha } = bodyOf(req, createBody);
    if (!isRefName(ref)) {
      throw new ValidationFailedError(`Reference name ${ref} is invalid`, []);
    }
    if (forge.pushes.shaOf(repository.id, ref)) {
      throw new ValidationFailedError('Reference already exists', []);
    }
    await move(forge, repository, res, { ref, to: sha, from: noObject });
    res.status(201).json(await describe(forge, repository, ref, sha));
  });
  router.patch(`${base}/refs/:ref(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { sha, force } = bodyOf(req, updateBody);
    const current = refOf(forge, repository, req.params.ref);
    if (!force && current.sha !== sha) {
      await requireForward(forge, repository, current.sha, sha);
    }
    await move(forge, repository, res, {
      ref: current.ref,
      to: sha,
      from: current.sha,
    });
    res.json(await describe(forge, repository, current.ref, sha));
  });
  router.delete(`${base}/refs/:ref(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { ref, sha } = refOf(forge, repository, req.params.ref);
    await move(forge, repository, res, { ref, to: noObject, from: sha });
    res.status(204).end();
  });
  return router;
}

function refOf(forge: Forge, repository: Repository, name: string) {
  const ref = `refs/${name}`;
  const sha = forge.pushes.shaOf(repository.id, ref);
  if (!sha) {
    throw new NotFoundError('Not Found');
  }
  return { ref, sha };
}

async function describe(
  forge: Forge,
  repository: Repository,
  ref: string,
  sha: string,
) {
  const object = await readObject(forge, repository, sha);
  return refJson(forge, repository, ref, object!);
}

async function requireForward(
  forge: Forge,
  repository: Repository,
  from: string,
  to: string,
) {
  const parted = isObjectId(to)
    ? await mergeBaseOf(forge, repository, from, to).catch(() => undefined)
    : undefined;
  if (parted !== from) {
    throw new ValidationFailedError('Update is not a fast forward', []);
  }
}

async function move(
  forge: Forge,
  repository: Repository,
  res: Response,
  change: { ref: string; to: string; from: string },
) {
  const caller = requireCaller(res);
  const refusal = change.ref.startsWith('refs/heads/')
    ? refusalOf(
        forge,
        repository,
        caller,
        change.ref.slice('refs/heads/'.length),
      )
    : undefined;
  if (refusal) {
    throw new ValidationFailedError(refusal, []);
  }
  if (change.to !== noObject) {
    const object = isObjectId(change.to)
      ? await readObject(forge, repository, change.to)
      : undefined;
    if (!object) {
      throw new ValidationFailedError('Object does not exist', []);
    }
  }
  await moveRef(forge, repository, caller, change);
}
