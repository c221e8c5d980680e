import { Router } from 'express';
import { Forge } from '../forge/Forge';
import { Room } from '../forge/Room';
import { answerPageProblems } from './answerPageProblems';
import { stylesheet } from './stylesheet';
import { identifyViewer, requireViewer } from './viewer';

/** The pages for people. */
export function createPages(options: { forge: Forge; rooms: Room[] }): Router {
  const { forge, rooms } = options;
  const router = Router();
  router.get('/sandbox.css', (_req, res) => {
    res.type('css').send(stylesheet);
  });
  router.use(identifyViewer(forge));
  router.use(requireViewer);
  for (const room of rooms) {
    if (room.pages) {
      router.use(room.pages(forge));
    }
  }
  router.use(answerPageProblems);
  return router;
}
