import { Request, Response } from 'express';
import { z } from 'zod';

import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { paginateUnknown } from '../../http/paginate';
import { ActionsService } from '../ActionsService';
import { runJson } from '../represent/runs';
import { WorkflowRecord } from '../store/model';

const text = z.string().max(255).optional();

const query = z.object({
  actor: text,
  branch: text,
  event: text,
  head_sha: text,
  status: text,
});

/** Answers a page of the runs of a repository, or of one of its workflows. */
export async function listRuns(options: {
  forge: Forge;
  service: ActionsService;
  req: Request;
  res: Response;
  repository: Repository;
  workflow?: WorkflowRecord;
}): Promise<void> {
  const { forge, service, req, res, repository, workflow } = options;
  const asked = query.parse(req.query);
  await service.settlePushes();
  let total = 0;
  const runs = await paginateUnknown(forge, req, res, async (offset, limit) => {
    const found = service.stores.runs.list({
      repositoryId: repository.id,
      workflowId: workflow?.id,
      headSha: asked.head_sha,
      event: asked.event,
      branch: asked.branch,
      status: asked.status,
      actor: asked.actor,
      limit,
      offset,
    });
    total = found.total;
    return found.runs;
  });
  res.json({
    total_count: total,
    workflow_runs: runs.flatMap(run => {
      const of = workflow ?? service.stores.workflows.get(run.workflowId);
      return of ? [runJson(forge, repository, run, of)] : [];
    }),
  });
}
