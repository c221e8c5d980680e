import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { readObject } from '../git/readObjects';
import { readTree } from '../git/readTree';
import { repositoryOf } from '../http/repositoryOf';
import {
  directoryEntryJson,
  fileJson,
  findReadme,
} from '../represent/contents';
import { commitIdOf } from './commitOf';
import { treePathOf } from './treePathOf';
import { deleteFile, putFile } from './writeContents';

const base = '/repos/:owner/:repo';

/** Files and folders of a repository, by path. */
export function contentRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(`${base}/contents/:path(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    await answerPath(forge, repository, req.params.path, req, res);
  });
  router.get(`${base}/contents`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    await answerPath(forge, repository, '', req, res);
  });
  router.get(`${base}/readme`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const sha = await commitIdOf(forge, repository, refOf(req));
    const entries = await readTree(forge, repository, { tree: sha });
    const readme = findReadme(entries);
    if (!readme) {
      throw new NotFoundError('Not Found');
    }
    await answerPath(forge, repository, readme.path, req, res);
  });
  router.put(`${base}/contents/:path(*)`, (req, res) =>
    putFile(forge, req, res),
  );
  router.delete(`${base}/contents/:path(*)`, (req, res) =>
    deleteFile(forge, req, res),
  );
  return router;
}

function refOf(req: Request): string | undefined {
  return typeof req.query.ref === 'string' ? req.query.ref : undefined;
}

async function answerPath(
  forge: Forge,
  repository: Repository,
  asked: string,
  req: Request,
  res: Response,
) {
  const path = treePathOf(asked);
  const sha = await commitIdOf(forge, repository, refOf(req));
  const object = await readObject(forge, repository, `${sha}:${path}`);
  if (!object || (object.type !== 'blob' && object.type !== 'tree')) {
    throw new NotFoundError('Not Found');
  }
  const accept = req.headers.accept ?? '';
  // The kind of answer is part of what the tag stands for.
  const kind = /\.raw\b/.test(accept) ? 'raw' : 'json';
  const tag = `"${object.id}-${kind}"`;
  res.setHeader('ETag', tag);
  res.setHeader('Vary', 'Accept, Authorization');
  if (isKnown(req, tag)) {
    res.status(304).end();
    return;
  }
  const place = { repository, ref: refOf(req) ?? repository.defaultBranch };
  if (object.type === 'tree') {
    const entries = await readTree(forge, repository, { tree: object.id });
    res.json(
      entries.map(entry => directoryEntryJson(forge, place, path, entry)),
    );
  } else if (kind === 'raw') {
    res
      .set('Content-Type', 'application/vnd.github.v3.raw; charset=utf-8')
      .set('X-Content-Type-Options', 'nosniff')
      .end(object.content);
  } else {
    res.json(fileJson(forge, place, path, object));
  }
}

/** Not express's own check: that gives way to `Cache-Control: no-cache`, which fetch sends along and GitHub ignores. */
function isKnown(req: Request, tag: string): boolean {
  return (req.headers['if-none-match'] ?? '')
    .split(',')
    .some(known => known.trim().replace(/^W\//, '') === tag);
}
