import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { Forge } from '../forge/Forge';
import { repositoryOf } from '../http/repositoryOf';
import { commitIdOf } from './commitOf';

const formats = {
  tarball: { git: 'tar.gz', type: 'application/x-gzip', suffix: 'tar.gz' },
  zipball: { git: 'zip', type: 'application/zip', suffix: 'zip' },
};

/** A whole tree as one file, with one folder at its top. */
export function archiveRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  for (const [name, format] of Object.entries(formats)) {
    // GitHub sends its clients on to another host; the address that it names there is ours as well.
    router.get(`/repos/:owner/:repo/${name}/:ref(*)?`, async (req, res) => {
      const repository = repositoryOf(forge, req, res, 'contents', 'read');
      const sha = await commitIdOf(forge, repository, req.params.ref);
      const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
      res.setHeader('Content-Type', format.type);
      res.setHeader('ETag', `"${sha}"`);
      res.setHeader(
        'Content-Disposition',
        `attachment; filename=${folder}.${format.suffix}`,
      );
      const child = spawn(
        'git',
        [
          '--git-dir',
          forge.repositories.folder(repository),
          'archive',
          `--format=${format.git}`,
          `--prefix=${folder}/`,
          sha,
        ],
        { env: forge.git.environment(), stdio: ['ignore', 'pipe', 'ignore'] },
      );
      await pipeline(child.stdout, res);
    });
  }
  return router;
}
