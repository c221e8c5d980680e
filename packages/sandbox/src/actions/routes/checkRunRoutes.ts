import { Router } from 'express';
import PromiseRouter from 'express-promise-router';

import { Forge } from '../../forge/Forge';
import { paginate } from '../../http/paginate';
import { repositoryOf } from '../../http/repositoryOf';
import { commitIdOf } from '../../rest/commitOf';
import { ActionsService } from '../ActionsService';
import { checkRunJson } from '../represent/checkRuns';

/** As many runs as one commit is likely to have. */
const MAXIMUM_RUNS = 100;

/** The checks of a commit: the jobs of its runs. */
export function checkRunRoutes(forge: Forge, service: ActionsService): Router {
  const router = PromiseRouter();
  router.get(
    '/repos/:owner/:repo/commits/:ref(*)/check-runs',
    async (req, res) => {
      const repository = repositoryOf(forge, req, res, 'checks', 'read');
      const headSha = await commitIdOf(forge, repository, req.params.ref);
      await service.settlePushes();
      const { runs } = service.stores.runs.list({
        repositoryId: repository.id,
        headSha,
        limit: MAXIMUM_RUNS,
        offset: 0,
      });
      const checks = runs.flatMap(run =>
        service.stores.jobs
          .list(run.id, run.attempt)
          .map(job => checkRunJson(forge, repository, { run, job })),
      );
      res.json({
        total_count: checks.length,
        check_runs: paginate(forge, req, res, checks),
      });
    },
  );
  return router;
}
