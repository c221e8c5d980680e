import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { requireSameOrigin, startSession } from './session';
import { signInPage } from './signInPage';
import { cookieOf, sessionCookie } from './viewer';

/** Signing in to the sandbox's own pages, and out. */
export function signInRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/login', (req, res) => {
    res.type('html').send(
      signInPage({
        forge,
        title: 'Sign in to the sandbox',
        action: req.originalUrl,
        viewer: res.locals.viewer,
      }),
    );
  });
  router.post('/login', express.urlencoded({ extended: false }), (req, res) => {
    requireSameOrigin(forge, req);
    startSession(forge, res, req.body?.login);
    res.redirect(303, returnPath(req));
  });
  router.get('/logout', (req, res) => {
    const secret = cookieOf(req, sessionCookie);
    if (secret) {
      forge.tokens.revokeSecret(secret);
    }
    res.clearCookie(sessionCookie, { path: '/' }).redirect(302, '/login');
  });
  return router;
}

/** Only a path of this server: `//host` and the like would lead away. */
function returnPath(req: Request): string {
  const path = req.query.return_to;
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}
