import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';

import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { paginate } from '../../http/paginate';
import { repositoryOf } from '../../http/repositoryOf';
import { ActionsService } from '../ActionsService';
import { artifactJson } from '../represent/artifacts';
import { Artifact } from '../store/model';
import { SignedLinks } from './SignedLinks';

/** Artifacts of runs. */
export function artifactRoutes(
  forge: Forge,
  service: ActionsService,
  links: SignedLinks,
): Router {
  const router = PromiseRouter();
  const base = '/repos/:owner/:repo/actions';

  const represent = (repository: Repository, artifact: Artifact) =>
    artifactJson(
      forge,
      repository,
      artifact,
      service.stores.runs.find(artifact.runId),
    );
  const artifactOf = (req: Request, res: Response, level: 'read' | 'write') => {
    const repository = repositoryOf(forge, req, res, 'actions', level);
    const artifact = service.stores.artifacts.find(
      Number(req.params.artifact_id),
    );
    if (!artifact || artifact.repositoryId !== repository.id) {
      throw new NotFoundError('Not Found');
    }
    return { repository, artifact };
  };
  const answerList = (
    req: Request,
    res: Response,
    repository: Repository,
    artifacts: Artifact[],
  ) => {
    res.json({
      total_count: artifacts.length,
      artifacts: paginate(forge, req, res, artifacts).map(artifact =>
        represent(repository, artifact),
      ),
    });
  };
  const nameOf = (req: Request) =>
    typeof req.query.name === 'string' ? req.query.name : undefined;

  router.get(`${base}/runs/:run_id/artifacts`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const run = service.runOf(repository, req.params.run_id);
    const artifacts = service.stores.artifacts.list(run.id, nameOf(req));
    answerList(req, res, repository, artifacts);
  });
  router.get(`${base}/artifacts`, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'actions', 'read');
    const artifacts = service.stores.artifacts.listAll(
      repository.id,
      nameOf(req),
    );
    answerList(req, res, repository, artifacts);
  });
  router.get(`${base}/artifacts/:artifact_id`, (req, res) => {
    const { repository, artifact } = artifactOf(req, res, 'read');
    res.json(represent(repository, artifact));
  });
  router.delete(`${base}/artifacts/:artifact_id`, (req, res) => {
    service.stores.artifacts.delete(artifactOf(req, res, 'write').artifact);
    res.status(204).end();
  });
  router.get(`${base}/artifacts/:artifact_id/:archive_format`, (req, res) => {
    const { artifact } = artifactOf(req, res, 'read');
    if (req.params.archive_format !== 'zip') {
      throw new NotFoundError('Not Found');
    }
    res.redirect(302, links.create(`artifact/${artifact.id}`));
  });
  return router;
}
