import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { readObject } from '../git/readObjects';
import { editPage } from './editPage';
import { emptyRepositoryPage } from './emptyRepositoryPage';
import { filePage } from './filePage';
import { folderPage } from './folderPage';
import { PagePlace, pathUrl, placeOf } from './placeOf';
import { rawType } from './rawType';
import { viewedRepository, viewerOf } from './viewer';

const base = '/:owner/:repo';

/** A repository's files: folders, single files, and the bytes themselves. */
export function filePages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const ref = repository.defaultBranch;
    const sha = forge.pushes.shaOf(repository.id, `refs/heads/${ref}`);
    const viewer = viewerOf(res);
    res
      .type('html')
      .send(
        sha
          ? await folderPage(forge, { repository, ref, sha, path: '' }, viewer)
          : emptyRepositoryPage(forge, repository, viewer),
      );
  });
  router.get(`${base}/tree/:rest(*)`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const place = await placeOf(forge, repository, req.params.rest);
    if ((await objectAt(forge, place)).type === 'blob') {
      res.redirect(302, pathUrl(place, 'blob', place.path));
      return;
    }
    res.type('html').send(await folderPage(forge, place, viewerOf(res)));
  });
  router.get(`${base}/blob/:rest(*)`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const place = await placeOf(forge, repository, req.params.rest);
    const object = await objectAt(forge, place);
    if (object.type === 'tree') {
      res.redirect(302, pathUrl(place, 'tree', place.path));
      return;
    }
    res.type('html').send(filePage(place, object, viewerOf(res)));
  });
  router.get(`${base}/raw/:rest(*)`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const place = await placeOf(forge, repository, req.params.rest);
    const object = await objectAt(forge, place);
    if (object.type !== 'blob') {
      throw new NotFoundError('Not Found');
    }
    res
      .set('Content-Type', rawType(place.path))
      .set(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      )
      .end(object.content);
  });
  router.get(`${base}/edit/:rest(*)`, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    const place = await placeOf(forge, repository, req.params.rest);
    await objectAt(forge, place);
    res.type('html').send(editPage(forge, place, viewerOf(res)));
  });
  return router;
}

async function objectAt(forge: Forge, place: PagePlace) {
  const object = await readObject(
    forge,
    place.repository,
    `${place.sha}:${place.path}`,
  );
  if (!object) {
    throw new NotFoundError('Not Found');
  }
  return object;
}
