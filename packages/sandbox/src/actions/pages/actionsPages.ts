import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';

import { Forge } from '../../forge/Forge';
import { repositoryPage } from '../../pages/repositoryPage';
import { viewedRepository, viewerOf } from '../../pages/viewer';
import { ActionsService } from '../ActionsService';
import { refName } from '../runner/githubContext';
import { refreshWhile } from './elements';
import { jobPage } from './jobPage';
import { readLog } from './readLog';
import { runListPage } from './runListPage';
import { runPage } from './runPage';

const RUNS_ON_PAGE = 50;

/** The pages of Actions: runs, one run, one job with its log. */
export function actionsPages(forge: Forge, service: ActionsService): Router {
  const router = PromiseRouter();
  const base = '/:owner/:repo/actions';
  const runOf = (req: Request, res: Response) => {
    const repository = viewedRepository(forge, req, res);
    return { repository, run: service.runOf(repository, req.params.run_id) };
  };

  router.get(base, async (req, res) => {
    const repository = viewedRepository(forge, req, res);
    await service.settlePushes();
    const { runs } = service.stores.runs.list({
      repositoryId: repository.id,
      limit: RUNS_ON_PAGE,
      offset: 0,
    });
    refreshWhile(
      runs.some(run => run.status !== 'completed'),
      res,
    );
    res.send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Actions',
        title: 'Workflow runs',
        body: runListPage(
          repository,
          runs.map(run => ({
            run,
            name: service.workflowOf(run).name,
            branch: refName(run.ref),
          })),
        ),
      }),
    );
  });

  router.get(`${base}/runs/:run_id`, (req, res) => {
    const { repository, run } = runOf(req, res);
    refreshWhile(run.status !== 'completed', res);
    res.send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Actions',
        title: `${service.workflowOf(run).name} #${run.runNumber}`,
        body: runPage({
          repository,
          run,
          name: service.workflowOf(run).name,
          jobs: service.stores.jobs.list(run.id, run.attempt),
          artifacts: service.stores.artifacts.list(run.id),
        }),
      }),
    );
  });

  router.get(`${base}/runs/:run_id/job/:job_id`, async (req, res) => {
    const { repository, run } = runOf(req, res);
    const job = service.stores.jobs.find(Number(req.params.job_id));
    if (!job || job.runId !== run.id) {
      throw new NotFoundError('Not Found');
    }
    refreshWhile(job.status !== 'completed', res);
    res.send(
      repositoryPage({
        repository,
        viewer: viewerOf(res),
        tab: 'Actions',
        title: job.name,
        body: jobPage({
          repository,
          run,
          name: service.workflowOf(run).name,
          job,
          log: await readLog(service.logFile(job)),
        }),
      }),
    );
  });

  router.get(`${base}/runs/:run_id/artifacts/:artifact_id`, (req, res) => {
    const { run } = runOf(req, res);
    const artifact = service.stores.artifacts.find(
      Number(req.params.artifact_id),
    );
    if (!artifact || artifact.runId !== run.id) {
      throw new NotFoundError('Not Found');
    }
    res.attachment(`${artifact.name}.zip`);
    res.sendFile(service.stores.artifacts.file(artifact), {
      dotfiles: 'allow',
    });
  });
  return router;
}
