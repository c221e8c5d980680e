import { NotFoundError } from '@backstage/errors';
import { Request, RequestHandler, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';

/** Holds who is signed in at the sandbox's own pages. Its name has the port left out: cookies ignore ports. */
export const sessionCookie = 'sandbox_session';

export function cookieOf(req: Request, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) {
      return value;
    }
  }
  return undefined;
}

/** Notes in `res.locals.viewer` who is signed in. */
export function identifyViewer(forge: Forge): RequestHandler {
  return (req, res, next) => {
    const secret = cookieOf(req, sessionCookie);
    const session = secret ? forge.tokens.identify(secret) : undefined;
    if (session?.kind === 'session') {
      res.locals.viewer = session.person;
      res.locals.caller = session;
    }
    next();
  };
}

/** Sends whoever is not signed in to the sign-in page, and back after. */
export const requireViewer: RequestHandler = (req, res, next) => {
  if (res.locals.viewer) {
    next();
    return;
  }
  res.redirect(302, `/login?return_to=${encodeURIComponent(req.originalUrl)}`);
};

/** Who is signed in; only behind {@link requireViewer}. */
export function viewerOf(res: Response): Person {
  return res.locals.viewer;
}

/** The repository that `:owner` and `:repo` name, when the viewer may read it. Throws NotFoundError. */
export function viewedRepository(
  forge: Forge,
  req: Request,
  res: Response,
): Repository {
  const repository = forge.repositories.find(req.params.owner, req.params.repo);
  if (
    !repository ||
    !forge.access.allows(res.locals.caller, repository, 'contents', 'read')
  ) {
    throw new NotFoundError('Not Found');
  }
  return repository;
}
