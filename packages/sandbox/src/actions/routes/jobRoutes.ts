import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { existsSync } from 'node:fs';

import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { paginate } from '../../http/paginate';
import { repositoryOf } from '../../http/repositoryOf';
import { ActionsService } from '../ActionsService';
import { jobJson } from '../represent/jobs';
import { Job, Run } from '../store/model';
import { SignedLinks } from './SignedLinks';

/** Jobs of runs, and their logs. */
export function jobRoutes(
  forge: Forge,
  service: ActionsService,
  links: SignedLinks,
): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions';

  const represent = (repository: Repository, run: Run, job: Job) =>
    jobJson(forge, repository, {
      run,
      job,
      workflow: service.workflowOf(run),
    });
  const jobOf = (req: Request, res: Response) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const job = /^\d+$/.test(req.params.job_id)
      ? service.stores.jobs.find(Number(req.params.job_id))
      : undefined;
    if (!job) {
      throw new NotFoundError('Not Found');
    }
    return {
      repository,
      job,
      run: service.runOf(repository, String(job.runId)),
    };
  };
  const answerList = (
    req: Request,
    res: Response,
    jobsOf: (run: Run) => Job[],
  ) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const run = service.runOf(repository, req.params.run_id);
    const jobs = jobsOf(run);
    res.json({
      total_count: jobs.length,
      jobs: paginate(forge, req, res, jobs).map(job =>
        represent(repository, run, job),
      ),
    });
  };

  router.get(`${base}/runs/:run_id/jobs`, (req, res) => {
    answerList(req, res, run =>
      req.query.filter === 'all'
        ? service.stores.jobs.listAll(run.id)
        : service.stores.jobs.list(run.id, run.attempt),
    );
  });
  router.get(
    `${base}/runs/:run_id/attempts/:attempt_number/jobs`,
    (req, res) => {
      answerList(req, res, run =>
        service.stores.jobs.list(run.id, Number(req.params.attempt_number)),
      );
    },
  );
  router.get(`${base}/jobs/:job_id`, (req, res) => {
    const { repository, run, job } = jobOf(req, res);
    res.json(represent(repository, run, job));
  });
  router.get(`${base}/jobs/:job_id/logs`, (req, res) => {
    const { job } = jobOf(req, res);
    if (!existsSync(service.logFile(job))) {
      throw new NotFoundError('Not Found');
    }
    res.redirect(302, links.create(`job/${job.id}`));
  });
  return router;
}
