import { ConflictError, NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { noObject } from '../forge/names';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { moveRef } from '../git/moveRef';
import { GitObject, readObject } from '../git/readObjects';
import { authorOf, writeCommit } from '../git/writeCommit';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { repositoryOf } from '../http/repositoryOf';
import { gitCommitJson } from '../represent/commits';
import { fileJson } from '../represent/contents';
import { requireUnprotected } from '../forge/protectionRules';
import { commitWithId } from './commitOf';
import { treePathOf } from './treePathOf';

const signature = z.object({
  name: z.string(),
  email: z.string(),
  date: z.string().optional(),
});

const deleteBody = z.object({
  message: z.string().min(1),
  sha: z.string(),
  branch: z.string().optional(),
  author: signature.optional(),
  committer: signature.optional(),
});

const putBody = deleteBody.extend({
  sha: z.string().optional(),
  content: z
    .string()
    .transform(text => text.replace(/\s/g, ''))
    .pipe(z.base64()),
});

/** One commit that writes one file. */
export async function putFile(
  forge: Forge,
  req: Request,
  res: Response,
): Promise<void> {
  const repository = repositoryOf(forge, req, res, 'contents', 'write');
  const body = bodyOf(req, putBody);
  const path = treePathOf(req.params.path);
  const file = await fileAt(forge, repository, path, body.branch);
  if (file.object && body.sha === undefined) {
    throw new ValidationFailedError(
      `Invalid request.\n\n"sha" wasn't supplied.`,
      [],
    );
  }
  requireSameFile(path, file.object, body.sha);
  const content = Buffer.from(body.content, 'base64');
  const commit = await commitEdit(forge, repository, res, {
    ...file,
    body,
    edit: { path, content },
  });
  const place = { repository, ref: file.branch };
  const written = await readObject(forge, repository, `${commit.sha}:${path}`);
  res.status(file.object ? 200 : 201).json({
    content: fileJson(forge, place, path, written!),
    commit,
  });
}

/** One commit that takes one file away. */
export async function deleteFile(
  forge: Forge,
  req: Request,
  res: Response,
): Promise<void> {
  const repository = repositoryOf(forge, req, res, 'contents', 'write');
  const body = bodyOf(req, deleteBody);
  const path = treePathOf(req.params.path);
  const file = await fileAt(forge, repository, path, body.branch);
  if (!file.object) {
    throw new NotFoundError('Not Found');
  }
  requireSameFile(path, file.object, body.sha);
  const commit = await commitEdit(forge, repository, res, {
    ...file,
    body,
    edit: { path },
  });
  res.json({ content: null, commit });
}

interface FileAt {
  branch: string;
  /** Undefined in an empty repository. */
  parent?: string;
  object?: GitObject;
}

async function fileAt(
  forge: Forge,
  repository: Repository,
  path: string,
  branch: string = repository.defaultBranch,
): Promise<FileAt> {
  const parent = forge.pushes.shaOf(repository.id, `refs/heads/${branch}`);
  if (!parent && forge.pushes.refs(repository.id).length > 0) {
    throw new NotFoundError(`Branch ${branch} not found`);
  }
  if (path === '') {
    throw new ValidationFailedError('path is missing', []);
  }
  const object =
    parent && (await readObject(forge, repository, `${parent}:${path}`));
  return { branch, parent, ...(object && { object }) };
}

function requireSameFile(path: string, object?: GitObject, sha?: string) {
  if (object && object.id !== sha) {
    throw new ConflictError(`${path} is at ${object.id} but expected ${sha}`);
  }
}

async function commitEdit(
  forge: Forge,
  repository: Repository,
  res: Response,
  change: FileAt & {
    body: z.output<typeof putBody> | z.output<typeof deleteBody>;
    edit: { path: string; content?: Buffer };
  },
) {
  const caller = requireCaller(res);
  requireUnprotected(forge, repository, caller, change.branch);
  const sha = await writeCommit(forge, repository, {
    parent: change.parent,
    edits: [change.edit],
    message: change.body.message,
    author: change.body.author ?? authorOf(caller.person),
    committer: change.body.committer ?? authorOf(caller.person),
  });
  await moveRef(forge, repository, caller, {
    ref: `refs/heads/${change.branch}`,
    from: change.parent ?? noObject,
    to: sha,
  });
  return gitCommitJson(
    forge,
    repository,
    await commitWithId(forge, repository, sha),
  );
}
