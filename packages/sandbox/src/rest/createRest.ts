import { NotImplementedError } from '@backstage/errors';
import express, { Router } from 'express';
import { Forge } from '../forge/Forge';
import { Room } from '../forge/Room';
import { CallCounter } from '../http/CallCounter';
import { identifyCaller } from '../http/caller';
import { answerProblems } from '../http/problems';
import { describeApi } from './describeApi';

const maximumBody = '50mb';

/** GitHub's REST API, below `/api/v3`. */
export function createRest(options: {
  forge: Forge;
  calls: CallCounter;
  rooms: Room[];
}): Router {
  const { forge, calls, rooms } = options;
  const router = Router();
  router.use(calls.middleware());
  router.use(describeApi);
  router.use(identifyCaller(forge));
  router.use(express.json({ limit: maximumBody, type: () => true }));
  for (const room of rooms) {
    if (room.rest) {
      router.use(room.rest(forge));
    }
  }
  router.use(req => {
    throw new NotImplementedError(
      `The sandbox does not answer ${req.method} ${req.path}`,
    );
  });
  router.use(answerProblems);
  return router;
}
