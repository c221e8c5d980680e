import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { readTree } from '../git/readTree';
import { callerOf } from '../http/caller';
import { paginate } from '../http/paginate';
import {
  repositoryJson,
  repositoryPageUrl,
  repositoryUrl,
} from '../represent/repositories';

interface Query {
  words: string[];
  qualifiers: Map<string, string>;
}

/** Search, by names only: files by `filename:`, `path:` and `extension:`, repositories by name. */
export function searchRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/search/repositories', (req, res) => {
    const query = queryOf(req);
    const found = readable(forge, res, query).filter(repository =>
      query.words.every(word =>
        repository.name.toLowerCase().includes(word.toLowerCase()),
      ),
    );
    res.json({
      total_count: found.length,
      incomplete_results: false,
      items: paginate(forge, req, res, found).map(repository => ({
        ...repositoryJson(forge, repository, callerOf(res)),
        score: 1,
      })),
    });
  });
  router.get('/search/code', async (req, res) => {
    const query = queryOf(req);
    const items: unknown[] = [];
    for (const repository of readable(forge, res, query)) {
      items.push(...(await filesOf(forge, repository, query, res)));
    }
    res.json({
      total_count: items.length,
      incomplete_results: false,
      items: paginate(forge, req, res, items),
    });
  });
  return router;
}

function queryOf(req: Request): Query {
  const text = typeof req.query.q === 'string' ? req.query.q.trim() : '';
  if (text === '') {
    throw new ValidationFailedError('Validation Failed', [
      { resource: 'Search', field: 'q', code: 'missing' },
    ]);
  }
  const query: Query = { words: [], qualifiers: new Map() };
  for (const part of text.split(/\s+/)) {
    const [, name, value] = /^([a-z]+):(.+)$/.exec(part) ?? [];
    if (name) {
      query.qualifiers.set(name, value);
    } else {
      query.words.push(part);
    }
  }
  return query;
}

function readable(forge: Forge, res: Response, query: Query): Repository[] {
  const owner = query.qualifiers.get('org') ?? query.qualifiers.get('user');
  const name = query.qualifiers.get('repo');
  return forge.repositories
    .list()
    .filter(repository => !owner || repository.owner === owner)
    .filter(repository => !name || repository.fullName === name)
    .filter(repository =>
      forge.access.allows(callerOf(res), repository, 'contents', 'read'),
    );
}

async function filesOf(
  forge: Forge,
  repository: Repository,
  query: Query,
  res: Response,
) {
  const sha = forge.pushes.shaOf(
    repository.id,
    `refs/heads/${repository.defaultBranch}`,
  );
  if (!sha) {
    return [];
  }
  const entries = await readTree(forge, repository, {
    tree: sha,
    recursive: true,
  });
  const api = repositoryUrl(forge, repository);
  const page = repositoryPageUrl(forge, repository);
  return entries
    .filter(entry => entry.type === 'blob' && matches(entry.path, query))
    .map(entry => ({
      name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
      path: entry.path,
      sha: entry.id,
      url: `${api}/contents/${entry.path}?ref=${sha}`,
      git_url: `${api}/git/blobs/${entry.id}`,
      html_url: `${page}/blob/${sha}/${entry.path}`,
      repository: repositoryJson(forge, repository, callerOf(res)),
      score: 1,
    }));
}

function matches(path: string, { words, qualifiers }: Query): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const filename = qualifiers.get('filename');
  const extension = qualifiers.get('extension');
  const folder = qualifiers.get('path');
  return (
    words.every(word => path.includes(word)) &&
    (!filename || filename === name || filename === path) &&
    (!extension || name.endsWith(`.${extension}`)) &&
    (!folder || path.startsWith(folder.replace(/^\//, '')))
  );
}
