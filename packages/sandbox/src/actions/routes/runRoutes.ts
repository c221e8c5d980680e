import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';

import { Forge } from '../../forge/Forge';
import { requireCaller } from '../../http/caller';
import { repositoryOf } from '../../http/repositoryOf';
import { ActionsService } from '../ActionsService';
import { runJson } from '../represent/runs';
import { Run } from '../store/model';
import { listRuns } from './listRuns';
import { SignedLinks } from './SignedLinks';

/** Runs: listing, reading, cancelling, running again, their logs. */
export function runRoutes(
  forge: Forge,
  service: ActionsService,
  links: SignedLinks,
): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions/runs';

  const runOf = (req: Request, res: Response, level: 'read' | 'write') => {
    const repository = repositoryOf(forge, req, res, 'actions', level);
    return { repository, run: service.runOf(repository, req.params.run_id) };
  };
  const attemptOf = (req: Request, run: Run): number => {
    const attempt = Number(req.params.attempt_number ?? run.attempt);
    if (!(attempt >= 1 && attempt <= run.attempt)) {
      throw new NotFoundError('Not Found');
    }
    return attempt;
  };

  router.get(base, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    await listRuns({ forge, service, req, res, repository });
  });

  router.get(`${base}/:run_id`, (req, res) => {
    const { repository, run } = runOf(req, res, 'read');
    const workflow = service.workflowOf(run);
    res.json(runJson(forge, repository, run, workflow));
  });

  router.delete(`${base}/:run_id`, (req, res) => {
    service.deleteRun(runOf(req, res, 'write').run);
    res.status(204).end();
  });

  for (const path of ['cancel', 'force-cancel']) {
    router.post(`${base}/:run_id/${path}`, (req, res) => {
      service.cancel(runOf(req, res, 'write').run);
      res.status(202).json({});
    });
  }

  for (const path of ['rerun', 'rerun-failed-jobs']) {
    router.post(`${base}/:run_id/${path}`, (req, res) => {
      const { run } = runOf(req, res, 'write');
      const { person } = requireCaller(res);
      service.rerun(run, person, path === 'rerun-failed-jobs');
      res.status(201).json({});
    });
  }

  for (const path of [
    `${base}/:run_id/logs`,
    `${base}/:run_id/attempts/:attempt_number/logs`,
  ]) {
    router.get(path, (req, res) => {
      const { run } = runOf(req, res, 'read');
      const target = `run/${run.id}/${attemptOf(req, run)}`;
      res.redirect(302, links.create(target));
    });
  }
  return router;
}
