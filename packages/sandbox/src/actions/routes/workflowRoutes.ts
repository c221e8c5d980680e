import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';

import { Forge } from '../../forge/Forge';
import { bodyOf } from '../../http/bodyOf';
import { requireCaller } from '../../http/caller';
import { paginate } from '../../http/paginate';
import { repositoryOf } from '../../http/repositoryOf';
import { ActionsService } from '../ActionsService';
import { actionsUrl, runPageUrl } from '../represent/links';
import { workflowJson } from '../represent/workflows';
import { listRuns } from './listRuns';

const dispatchBody = z.object({
  ref: z.string().min(1).max(255),
  inputs: z.record(z.string(), z.unknown()).default({}),
  return_run_details: z.boolean().default(false),
});

/** Workflows: listing them, and starting one by hand. */
export function workflowRoutes(forge: Forge, service: ActionsService): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions/workflows';

  const workflowOf = async (req: Request, res: Response) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    await service.settlePushes();
    const workflow = service.stores.workflows.find(
      repository.id,
      req.params.workflow_id,
    );
    if (!workflow) {
      throw new NotFoundError('Not Found');
    }
    return { repository, workflow };
  };

  router.get(base, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    await service.settlePushes();
    const workflows = service.stores.workflows.list(repository.id);
    res.json({
      total_count: workflows.length,
      workflows: paginate(forge, req, res, workflows).map(workflow =>
        workflowJson(forge, repository, workflow),
      ),
    });
  });

  router.get(`${base}/:workflow_id`, async (req, res) => {
    const { repository, workflow } = await workflowOf(req, res);
    res.json(workflowJson(forge, repository, workflow));
  });

  router.get(`${base}/:workflow_id/runs`, async (req, res) => {
    const { repository, workflow } = await workflowOf(req, res);
    await listRuns({ forge, service, req, res, repository, workflow });
  });

  router.post(`${base}/:workflow_id/dispatches`, async (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'write');
    const body = bodyOf(req, dispatchBody);
    const run = await service.dispatch({
      repository,
      workflow: req.params.workflow_id,
      ref: body.ref,
      inputs: body.inputs,
      actor: requireCaller(res).person,
    });
    if (!body.return_run_details) {
      res.status(204).end();
      return;
    }
    res.json({
      workflow_run_id: run.id,
      run_url: `${actionsUrl(forge, repository)}/runs/${run.id}`,
      html_url: runPageUrl(forge, repository, run.id),
    });
  });
  return router;
}
