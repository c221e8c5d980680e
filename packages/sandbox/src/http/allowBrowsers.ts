import { RequestHandler } from 'express';

const exposed =
  'ETag, Link, Location, Retry-After, X-GitHub-Request-Id, X-OAuth-Scopes, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Resource, X-RateLimit-Used';
const accepted =
  'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, Accept, X-GitHub-Api-Version, X-Requested-With, User-Agent';

/**
 * The API may be called from any page, as GitHub's may: it knows its callers by their tokens alone, never by a cookie.
 * The portal's import page does so.
 */
export const allowBrowsers: RequestHandler = (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', exposed);
  if (req.method !== 'OPTIONS') {
    next();
    return;
  }
  res.setHeader('Access-Control-Allow-Headers', accepted);
  res.setHeader(
    'Access-Control-Allow-Methods',
    'GET, POST, PATCH, PUT, DELETE',
  );
  res.setHeader('Access-Control-Max-Age', '86400');
  res.status(204).end();
};
