import { Router } from 'express';

import { Forge } from '../../forge/Forge';
import { ActionsService } from '../ActionsService';
import { artifactRoutes } from './artifactRoutes';
import { checkRunRoutes } from './checkRunRoutes';
import { downloadRoutes } from './downloadRoutes';
import { jobRoutes } from './jobRoutes';
import { runRoutes } from './runRoutes';
import { secretRoutes } from './secretRoutes';
import { SignedLinks } from './SignedLinks';
import { variableRoutes } from './variableRoutes';
import { workflowRoutes } from './workflowRoutes';

/** GitHub's REST API of Actions. */
export function actionsRoutes(forge: Forge, service: ActionsService): Router {
  const links = new SignedLinks(forge.baseUrl);
  const router = Router();
  router.use(downloadRoutes(service, links));
  router.use(workflowRoutes(forge, service));
  router.use(runRoutes(forge, service, links));
  router.use(jobRoutes(forge, service, links));
  router.use(artifactRoutes(forge, service, links));
  router.use(secretRoutes(forge, service));
  router.use(variableRoutes(forge, service));
  router.use(checkRunRoutes(forge, service));
  return router;
}
