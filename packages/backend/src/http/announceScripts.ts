import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The entry of the portal fetches the chunks of this function, and of nothing else with that name. */
const PORTAL = /Promise\.all\(\[([^\]]*)\]\)[^;]{0,80}\{showPortal:/;
const ENTRY = /\/static\/(main\.[0-9a-f]+\.js)"/;

/**
 * Tells the browser with each page which scripts the portal consists of. Its entry asks for them too, but has to be
 * fetched and run before it can: one round trip later.
 */
export function announceScripts(
  folder = resolvePackagePath('app', 'dist'),
): RequestHandler {
  let links: Promise<string> | undefined;
  return async (req, res, next) => {
    if (req.method === 'GET' && req.headers.accept?.startsWith('text/html')) {
      links ??= findScripts(folder);
      const found = await links;
      if (found) res.setHeader('Link', found);
    }
    next();
  };
}

/** Nothing is announced where nothing is found: the pages then come as they would have come anyway. */
async function findScripts(folder: string): Promise<string> {
  const read = (path: string) =>
    readFile(join(folder, path), 'utf8').catch(() => '');
  const [, entry] = (await read('index.html.tmpl')).match(ENTRY) ?? [];
  if (!entry) return '';
  const [, chunks] =
    (await read(join('static', basename(entry)))).match(PORTAL) ?? [];
  const ids = [...(chunks ?? '').matchAll(/\("([\w-]+)"\)/g)].map(
    ([, id]) => id,
  );
  const files = await readdir(join(folder, 'static'));
  return ids
    .flatMap(id => files.filter(file => file.startsWith(`${id}.`)))
    .flatMap(file => {
      const as = { js: 'script', css: 'style' }[file.split('.').pop()!];
      return as ? [`</static/${file}>; rel=preload; as=${as}`] : [];
    })
    .join(', ');
}
