import { posix } from 'node:path';
import { PageAddress } from './Site';

/** Where a page goes: `index.md` and `README.md` to their folder, the others to a folder of their own. */
export function addressOf(path: string): PageAddress {
  const { dir, name } = posix.parse(path);
  const isIndex = /^(index|readme)$/i.test(name);
  const folder = isIndex ? dir : posix.join(dir, name);
  return { path, url: folder === '' ? '' : `${folder}/` };
}

/** The way from one URL below the site's root to another. */
export function relativeUrl(from: string, to: string): string {
  const way = posix.relative(`/${from}`, `/${to}`);
  if (way === '') {
    return './';
  }
  return to.endsWith('/') || to === '' ? `${way}/` : way;
}
