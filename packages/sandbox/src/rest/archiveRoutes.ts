import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { repositoryOf } from '../http/repositoryOf';
import { commitIdOf } from './commitOf';

const formats = {
  tarball: { git: 'tar.gz', type: 'application/x-gzip' },
  zipball: { git: 'zip', type: 'application/zip' },
};

/** A whole tree as one file, with one folder at its top. */
export function archiveRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  for (const [name, format] of Object.entries(formats)) {
    // As GitHub does it sends its clients on, to an address that names the commit.
    router.get(`/repos/:owner/:repo/${name}/:ref(*)?`, async (req, res) => {
      const repository = repositoryOf(forge, req, res, 'contents', 'read');
      const sha = await commitIdOf(forge, repository, req.params.ref);
      res.redirect(
        302,
        `${forge.baseUrl}/api/v3/archives/${repository.fullName}/${format.git}/${sha}`,
      );
    });
    router.get(
      `/archives/:owner/:repo/${format.git}/:sha`,
      async (req, res) => {
        const repository = repositoryOf(forge, req, res, 'contents', 'read');
        const sha = await commitIdOf(forge, repository, req.params.sha);
        const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
        res.setHeader('Content-Type', format.type);
        res.setHeader('ETag', `"${sha}"`);
        res.setHeader(
          'Content-Disposition',
          `attachment; filename=${folder}.${format.git}`,
        );
        await pipeline(
          archive(forge, repository, { sha, folder, format }),
          res,
        );
      },
    );
  }
  return router;
}

function archive(
  forge: Forge,
  repository: Repository,
  options: { sha: string; folder: string; format: { git: string } },
): Readable {
  const child = spawn(
    'git',
    [
      '--git-dir',
      forge.repositories.folder(repository),
      'archive',
      `--format=${options.format.git}`,
      `--prefix=${options.folder}/`,
      options.sha,
    ],
    { env: forge.git.environment(), stdio: ['ignore', 'pipe', 'ignore'] },
  );
  // A program that can't be started is told by its output being cut off.
  child.on('error', error => child.stdout.destroy(error));
  return child.stdout;
}
