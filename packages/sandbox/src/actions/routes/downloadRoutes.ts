import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { existsSync } from 'node:fs';
import { ZipFile } from 'yazl';

import { ActionsService } from '../ActionsService';
import { Job } from '../store/model';
import { SignedLinks } from './SignedLinks';

function sendFile(res: Response, file: string, type: string, name: string) {
  if (!existsSync(file)) {
    throw new NotFoundError('Not Found');
  }
  res.type(type);
  res.setHeader(
    'Content-Disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  res.sendFile(file, { dotfiles: 'allow' });
}

/** A zip with a text file for each job, as GitHub gives a run's logs. */
function sendLogs(res: Response, service: ActionsService, jobs: Job[]) {
  const zip = new ZipFile();
  jobs.forEach((job, index) => {
    const file = service.logFile(job);
    if (existsSync(file)) {
      zip.addFile(file, `${index}_${job.name.replace(/[\\/:]/g, '_')}.txt`);
    }
  });
  zip.end();
  res.type('application/zip');
  zip.outputStream.pipe(res);
}

/** Where the signed links lead: logs and artifacts, without a token. */
export function downloadRoutes(
  service: ActionsService,
  links: SignedLinks,
): Router {
  const router = PromiseRouter();
  const check = (req: Request, target: string) => {
    const { expires, signature } = req.query;
    if (!links.isValid(target, String(expires), String(signature))) {
      throw new NotAllowedError('The link has expired');
    }
  };
  router.get('/_downloads/job/:id', (req, res) => {
    check(req, `job/${req.params.id}`);
    const job = service.stores.jobs.find(Number(req.params.id));
    if (!job) {
      throw new NotFoundError('Not Found');
    }
    sendFile(res, service.logFile(job), 'text/plain', `${job.name}.txt`);
  });
  router.get('/_downloads/run/:id/:attempt', (req, res) => {
    const { id, attempt } = req.params;
    check(req, `run/${id}/${attempt}`);
    sendLogs(
      res,
      service,
      service.stores.jobs.list(Number(id), Number(attempt)),
    );
  });
  router.get('/_downloads/artifact/:id', (req, res) => {
    check(req, `artifact/${req.params.id}`);
    const artifact = service.stores.artifacts.find(Number(req.params.id));
    if (!artifact) {
      throw new NotFoundError('Not Found');
    }
    sendFile(
      res,
      service.stores.artifacts.file(artifact),
      'application/zip',
      `${artifact.name}.zip`,
    );
  });
  return router;
}
