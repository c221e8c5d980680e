import { NotImplementedError } from '@backstage/errors';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ContractChecker } from '../contract/ContractChecker';
import { Forge } from '../forge/Forge';
import { Room } from '../forge/Room';
import { CallCounter } from '../http/CallCounter';
import { identifyCaller } from '../http/caller';
import { answerProblems } from '../http/problems';
import { archiveRoutes } from './archiveRoutes';
import { branchRoutes } from './branchRoutes';
import { collaboratorRoutes } from './collaboratorRoutes';
import { commitRoutes } from './commitRoutes';
import { contentRoutes } from './contentRoutes';
import { deploymentRoutes } from './deploymentRoutes';
import { deploymentStatusRoutes } from './deploymentStatusRoutes';
import { describeApi } from './describeApi';
import { gitDataRoutes } from './gitDataRoutes';
import { gitRefRoutes } from './gitRefRoutes';
import { hookRoutes } from './hookRoutes';
import { issueRoutes } from './issueRoutes';
import { metaRoutes } from './metaRoutes';
import { organisationRoutes } from './organisationRoutes';
import { personRoutes } from './personRoutes';
import { pullRoutes } from './pullRoutes';
import { repositoryRoutes } from './repositoryRoutes';
import { reviewRoutes } from './reviewRoutes';
import { searchRoutes } from './searchRoutes';
import { statusRoutes } from './statusRoutes';
import { teamRoutes } from './teamRoutes';

const maximumBody = '50mb';

const routes = [
  metaRoutes,
  personRoutes,
  organisationRoutes,
  teamRoutes,
  hookRoutes,
  repositoryRoutes,
  collaboratorRoutes,
  branchRoutes,
  // Before what takes every reference with slashes in it.
  statusRoutes,
  commitRoutes,
  contentRoutes,
  archiveRoutes,
  gitRefRoutes,
  gitDataRoutes,
  pullRoutes,
  reviewRoutes,
  issueRoutes,
  deploymentRoutes,
  deploymentStatusRoutes,
  searchRoutes,
];

/** GitHub's REST API, below `/api/v3`. */
export function createRest(options: {
  forge: Forge;
  calls: CallCounter;
  rooms: Room[];
  contract?: ContractChecker;
}): Router {
  const { forge, calls, rooms, contract } = options;
  const router = PromiseRouter();
  router.use(calls.middleware());
  router.use(describeApi);
  router.use(identifyCaller(forge));
  router.use(express.json({ limit: maximumBody, type: () => true }));
  if (contract) {
    router.use(contract.middleware());
  }
  for (const room of rooms) {
    if (room.rest) {
      router.use(room.rest(forge));
    }
  }
  for (const create of routes) {
    router.use(create(forge));
  }
  router.use(req => {
    throw new NotImplementedError(
      `The sandbox does not answer ${req.method} ${req.path}`,
    );
  });
  router.use(answerProblems);
  return router;
}
