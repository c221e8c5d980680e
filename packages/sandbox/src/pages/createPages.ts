import { NotFoundError } from '@backstage/errors';
import { RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Room } from '../forge/Room';
import { OAuthClient } from '../oauth/OAuthClient';
import { oauthRoutes } from '../oauth/oauthRoutes';
import { answerPageProblems } from './answerPageProblems';
import { avatarRoutes } from './avatarRoutes';
import { commitPages } from './commitPages';
import { deploymentPages } from './deploymentPages';
import { filePages } from './filePages';
import { homePages } from './homePages';
import { issuePages } from './issuePages';
import { pullPages } from './pullPages';
import { signInRoutes } from './signInRoutes';
import { stylesheet } from './stylesheet';
import { tokenPages } from './tokenPages';
import { identifyViewer, requireViewer } from './viewer';

/** No script runs here, whatever a file or a message holds. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const protect: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'same-origin');
  next();
};

/** The pages for people. */
export function createPages(options: {
  forge: Forge;
  rooms: Room[];
  oauth?: OAuthClient;
}): Router {
  const { forge, rooms, oauth } = options;
  const router = PromiseRouter();
  router.use(protect);
  router.get('/sandbox.css', (_req, res) => {
    res.type('css').send(stylesheet);
  });
  router.use(avatarRoutes(forge));
  router.use(identifyViewer(forge));
  router.use(oauthRoutes(forge, oauth));
  router.use(signInRoutes(forge));
  router.use(requireViewer);
  router.use(tokenPages(forge));
  for (const room of rooms) {
    if (room.pages) {
      router.use(room.pages(forge));
    }
  }
  for (const pages of [
    commitPages,
    issuePages,
    pullPages,
    deploymentPages,
    filePages,
    homePages,
  ]) {
    router.use(pages(forge));
  }
  router.use(() => {
    throw new NotFoundError('Not Found');
  });
  router.use(answerPageProblems);
  return router;
}
