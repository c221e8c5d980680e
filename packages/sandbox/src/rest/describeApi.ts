import { randomUUID } from 'node:crypto';
import { RequestHandler } from 'express';

/** Requests that GitHub gives an app in an hour. */
export const hourlyLimit = 15_000;

/** When the limit begins anew, in seconds since 1970. */
export function resetTime(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}

/** The headers that GitHub's clients look at. The limit is never used up: clients would wait for an hour. */
export const describeApi: RequestHandler = (_req, res, next) => {
  res.setHeader('x-github-media-type', 'github.v3; format=json');
  res.setHeader('x-github-request-id', randomUUID());
  res.setHeader('x-github-api-version-selected', '2022-11-28');
  res.setHeader('x-ratelimit-limit', hourlyLimit);
  res.setHeader('x-ratelimit-remaining', hourlyLimit - 1);
  res.setHeader('x-ratelimit-used', 1);
  res.setHeader('x-ratelimit-reset', resetTime());
  res.setHeader('x-ratelimit-resource', 'core');
  res.setHeader('cache-control', 'private, max-age=0, must-revalidate');
  next();
};
