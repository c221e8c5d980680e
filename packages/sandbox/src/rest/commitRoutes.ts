import { ConflictError, NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { emptyTree, readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { paginateUnknown } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { changeJson, commitJson } from '../represent/commits';
import { commitIdOf, commitWithId } from './commitOf';
import { compareCommits } from './compareCommits';

const maximumFiles = 300;

const listQuery = z.object({
  sha: z.string().optional(),
  path: z.string().optional(),
  author: z.string().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});

const compareQuery = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  per_page: z.coerce.number().int().min(1).max(250).catch(250),
});

/** Commits and what lies between two of them. */
export function commitRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo';
  router.get(`${base}/commits`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    if (forge.pushes.refs(repository.id).length === 0) {
      throw new ConflictError('Git Repository is empty.');
    }
    const { sha, ...query } = listQuery.parse(req.query);
    const from = await commitIdOf(forge, repository, sha);
    const commits = await paginateUnknown(forge, req, res, (skip, limit) =>
      readCommits(forge, repository, {
        revisions: [from],
        skip,
        limit,
        ...query,
      }),
    );
    res.json(commits.map(commit => commitJson(forge, repository, commit)));
  });
  router.get(`${base}/commits/:ref(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const sha = await commitIdOf(forge, repository, req.params.ref, 'invalid');
    if (/\.sha\b/.test(req.headers.accept ?? '')) {
      res.type('application/vnd.github.sha').send(sha);
      return;
    }
    res.json(await detailsOf(forge, repository, sha));
  });
  router.get(`${base}/compare/:basehead(*)`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'contents', 'read');
    const [from, to] = req.params.basehead.split('...');
    if (!from || !to) {
      throw new NotFoundError('Not Found');
    }
    const { page, per_page: size } = compareQuery.parse(req.query);
    res.json(await compareCommits(forge, repository, { from, to, page, size }));
  });
  return router;
}

async function detailsOf(forge: Forge, repository: Repository, sha: string) {
  const commit = await commitWithId(forge, repository, sha);
  const changes = await readChanges(forge, repository, {
    from: commit.parents[0] ?? emptyTree,
    to: sha,
  });
  const additions = changes.reduce((sum, file) => sum + file.additions, 0);
  const deletions = changes.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitJson(forge, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: changes
      .slice(0, maximumFiles)
      .map(change => changeJson(forge, repository, change, sha)),
  };
}
