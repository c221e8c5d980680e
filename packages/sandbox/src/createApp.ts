import express, { Express } from 'express';
import type { ContractChecker } from './contract/ContractChecker';
import { Forge } from './forge/Forge';
import { Room } from './forge/Room';
import { createGitHttp } from './git/createGitHttp';
import { createGraphql } from './graphql/createGraphql';
import { allowBrowsers } from './http/allowBrowsers';
import { CallCounter } from './http/CallCounter';
import { refuseForeignHosts } from './http/refuseForeignHosts';
import { OAuthClient } from './oauth/OAuthClient';
import { createPages } from './pages/createPages';
import { createRest } from './rest/createRest';

export interface CreateAppOptions {
  forge: Forge;
  calls: CallCounter;
  rooms: Room[];
  oauth?: OAuthClient;
  contract?: ContractChecker;
}

/** Everything the sandbox answers, in one express app. */
export function createApp(options: CreateAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // The API sets its own ETags where GitHub's clients use them.
  app.disable('etag');
  app.use(refuseForeignHosts);
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.use('/api', allowBrowsers);
  app.use('/api/v3', createRest(options));
  app.use('/api/graphql', createGraphql(options.forge, options.calls));
  app.use(createGitHttp(options.forge, options.calls));
  app.use(createPages(options));
  return app;
}
