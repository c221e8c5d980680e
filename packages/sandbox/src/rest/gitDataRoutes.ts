import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { isObjectId } from '../forge/names';
import { GitError } from '../forge/Git';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { readObject } from '../git/readObjects';
import { readTree } from '../git/readTree';
import { authorOf, signatureEnvironment } from '../git/writeCommit';
import { writeTree } from '../git/writeTree';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { repositoryOf } from '../http/repositoryOf';
import { gitCommitJson } from '../represent/commits';
import { treeJson } from '../represent/gitData';
import { nodeId } from '../represent/nodeId';
import { repositoryUrl } from '../represent/repositories';
import { commitIdOf, commitWithId } from './commitOf';
import { blobBody, commitBody, treeBody } from './gitDataBodies';

const base = '/repos/:owner/:repo/git';

/** Blobs, trees and commits, one by one. */
export function gitDataRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(`${base}/blobs/:file_sha`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const { file_sha: id } = req.params;
    const object = isObjectId(id)
      ? await readObject(forge, repository, id)
      : undefined;
    if (object?.type !== 'blob') {
      throw new NotFoundError('Not Found');
    }
    res.json({
      sha: id,
      node_id: nodeId('Blob', id),
      size: object.content.length,
      url: `${repositoryUrl(forge, repository)}/git/blobs/${id}`,
      content: object.content.toString('base64').replace(/.{1,60}/g, '$&\n'),
      encoding: 'base64',
    });
  });
  router.post(`${base}/blobs`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { content, encoding } = bodyOf(req, blobBody);
    const sha = await forge.git.text(['hash-object', '-w', '--stdin'], {
      repository: forge.repositories.folder(repository),
      input: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
    });
    const url = `${repositoryUrl(forge, repository)}/git/blobs/${sha}`;
    res.status(201).json({ sha, url });
  });
  router.get(`${base}/trees/:tree_sha(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const id = await treeIdOf(forge, repository, req.params.tree_sha);
    // Whatever stands there asks for it, as on GitHub.
    const recursive = req.query.recursive !== undefined;
    const entries = await readTree(forge, repository, { tree: id, recursive });
    res.json(treeJson(forge, repository, id, entries));
  });
  router.post(`${base}/trees`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { tree, base_tree: baseTree } = bodyOf(req, treeBody);
    const onto = baseTree && (await treeIdOf(forge, repository, baseTree));
    const id = await writeTree(forge, repository, { entries: tree, onto });
    const entries = await readTree(forge, repository, { tree: id });
    res.status(201).json(treeJson(forge, repository, id, entries));
  });
  router.get(`${base}/commits/:commit_sha`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const id = await commitIdOf(forge, repository, req.params.commit_sha);
    const commit = await commitWithId(forge, repository, id);
    res.json(gitCommitJson(forge, repository, commit));
  });
  router.post(`${base}/commits`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'write');
    const { person } = requireCaller(res);
    const body = bodyOf(req, commitBody);
    const author = body.author ?? authorOf(person);
    const id = await forge.git
      .text(
        [
          'commit-tree',
          body.tree,
          ...body.parents.flatMap(parent => ['-p', parent]),
          '-F',
          '-',
        ],
        {
          repository: forge.repositories.folder(repository),
          input: body.message,
          environment: signatureEnvironment(author, body.committer ?? author),
        },
      )
      .catch(refuseMissing('Tree or parent does not exist'));
    const commit = await commitWithId(forge, repository, id);
    res.status(201).json(gitCommitJson(forge, repository, commit));
  });
  return router;
}

/** The tree that a tree's or a commit's id, or a ref, stands for. */
async function treeIdOf(
  forge: Forge,
  repository: Repository,
  name: string,
): Promise<string> {
  const id = isObjectId(name)
    ? name
    : await commitIdOf(forge, repository, name);
  const object = await readObject(forge, repository, `${id}^{tree}`);
  if (!object) {
    throw new NotFoundError('Not Found');
  }
  return object.id;
}

function refuseMissing(message: string) {
  return (error: unknown): never => {
    throw error instanceof GitError
      ? new ValidationFailedError(message, [])
      : error;
  };
}
