import {
  type LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { RequestHandler } from 'express';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the build of the pages lists the files that the portal is fetched as. */
const LIST = 'portal.json';

const listSchema = z
  .array(z.string().regex(/^static\/[\w.-]+\.(js|css)$/))
  .min(1);

/**
 * Tells the browser with each page which scripts the portal consists of. Its entry asks for them too, but has to be
 * fetched and run before it can: one round trip later. Nothing is announced where nothing is listed: the pages then come
 * as they would have come anyway.
 */
export function announceScripts(options: {
  logger: LoggerService;
  /** With the built pages. */
  folder?: string;
}): RequestHandler {
  const { logger, folder = resolvePackagePath('app', 'dist') } = options;
  const list = join(folder, LIST);
  let known: { builtAt: number; links: string } | undefined;
  let warned = false;

  // Pages may be built, also anew, while the server runs.
  const findLinks = async (): Promise<string | undefined> => {
    try {
      const { mtimeMs: builtAt } = await stat(list);
      if (known?.builtAt !== builtAt)
        known = { builtAt, links: await readLinks(list) };
      return known.links;
    } catch (error) {
      if (!warned)
        logger.warn('The scripts of the portal are not announced', {
          reason: toError(error).message,
        });
      warned = true;
      return undefined;
    }
  };

  return async (req, res, next) => {
    if (req.method === 'GET' && req.headers.accept?.startsWith('text/html')) {
      const links = await findLinks();
      if (links) res.setHeader('Link', links);
    }
    next();
  };
}

async function readLinks(list: string): Promise<string> {
  const files = listSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  return files
    .map(file => {
      const as = file.endsWith('.js') ? 'script' : 'style';
      return `</${file}>; rel=preload; as=${as}`;
    })
    .join(', ');
}
