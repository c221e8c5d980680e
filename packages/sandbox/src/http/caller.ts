import { AuthenticationError } from '@backstage/errors';
import { Request, RequestHandler, Response } from 'express';
import { Forge } from '../forge/Forge';
import { Caller } from '../forge/model';

/** The token in an Authorization header: `Bearer`, `token`, or Basic, where it is the password. */
export function tokenIn(header: string | undefined): string | undefined {
  const [scheme, value] = (header ?? '').split(/\s+/, 2);
  if (!value) {
    return undefined;
  }
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value;
    case 'basic': {
      const [user, password] = splitOnce(
        Buffer.from(value, 'base64').toString('utf8'),
      );
      // Some clients send the token as the user, with nothing or a word as the password.
      return password && password !== 'x-oauth-basic' ? password : user;
    }
    default:
      return undefined;
  }
}

function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

/**
 * Notes in `res.locals.caller` whose token came along. Without a token the caller stays undefined; with a bad one the
 * answer is 401 and nothing else.
 */
export function identifyCaller(forge: Forge): RequestHandler {
  return (req, res, next) => {
    if (req.headers.authorization !== undefined) {
      const token = tokenIn(req.headers.authorization);
      const caller = token ? forge.tokens.identify(token) : undefined;
      if (!caller) {
        throw new AuthenticationError('Bad credentials');
      }
      res.locals.caller = caller;
      res.setHeader('x-oauth-scopes', caller.scopes.join(', '));
    }
    next();
  };
}

/** Who asks, or undefined for a request without a token. */
export function callerOf(res: Response): Caller | undefined {
  return res.locals.caller;
}

/** Who asks. Throws AuthenticationError for a request without a token. */
export function requireCaller(res: Response): Caller {
  const caller = callerOf(res);
  if (!caller) {
    throw new AuthenticationError('Requires authentication');
  }
  return caller;
}

/** The address under which this request came in, without the query. */
export function addressOf(forge: Forge, req: Request): string {
  return `${forge.baseUrl}${req.originalUrl.split('?')[0]}`;
}
