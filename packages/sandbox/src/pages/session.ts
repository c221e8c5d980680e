import { InputError, NotAllowedError } from '@backstage/errors';
import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Person } from '../forge/model';
import { sessionCookie } from './viewer';

const lifetimeInMilliseconds = 30 * 24 * 60 * 60 * 1000;

/**
 * Throws NotAllowedError for a form that was sent from elsewhere. What runs on another port of this machine is the same
 * site for a browser, so a cookie's SameSite alone would not do.
 */
export function requireSameOrigin(forge: Forge, req: Request): void {
  const { origin } = req.headers;
  const same = [forge.baseUrl, `http://${req.headers.host}`];
  if (origin !== undefined && !same.includes(origin)) {
    throw new NotAllowedError('This form was sent from another page');
  }
}

/** Signs somebody in to the sandbox's own pages. Throws InputError when the login is nobody's. */
export function startSession(
  forge: Forge,
  res: Response,
  login: unknown,
): Person {
  const person =
    typeof login === 'string' ? forge.people.find(login) : undefined;
  if (person?.type !== 'User') {
    throw new InputError('Choose one of the people');
  }
  const { token } = forge.tokens.createToken({
    login: person.login,
    kind: 'session',
    expiresAt: new Date(Date.now() + lifetimeInMilliseconds),
  });
  res.cookie(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    maxAge: lifetimeInMilliseconds,
    path: '/',
  });
  return person;
}
