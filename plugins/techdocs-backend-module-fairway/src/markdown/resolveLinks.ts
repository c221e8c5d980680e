import { posix } from 'node:path';
import { Token } from './types';
import { PageAddress } from '../site/Site';
import { addressOf, relativeUrl } from '../site/addressOf';

export interface LinkContext {
  page: PageAddress;
  /** Paths of all pages of the site. */
  pagePaths: ReadonlySet<string>;
  assetPaths: ReadonlySet<string>;
}

/**
 * Turns a link from one source file to another into one between the pages they
 * become. What leads elsewhere stays as it is.
 */
export function resolveLink(href: string, context: LinkContext): string {
  const [, target, fragment] = /^([^#]*)(#.*)?$/s.exec(href) ?? [];
  if (!target || /^[a-z][a-z0-9+.-]*:|^\/|^\?/i.test(target)) {
    return href;
  }
  const path = posix.join(posix.dirname(context.page.path), decode(target));
  const from = context.page.url;
  for (const candidate of [path, posix.join(path, 'index.md')]) {
    if (context.pagePaths.has(candidate)) {
      const { url } = addressOf(candidate);
      return encodeURI(relativeUrl(from, url)) + (fragment ?? '');
    }
  }
  return context.assetPaths.has(path)
    ? encodeURI(relativeUrl(from, path)) + (fragment ?? '')
    : href;
}

function decode(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

/** Does {@link resolveLink} for every link and image of a page. */
export function resolveLinks(tokens: Token[], context: LinkContext) {
  for (const token of tokens) {
    const name = token.type === 'image' ? 'src' : 'href';
    const value = token.attrGet(name);
    if (value && (token.type === 'image' || token.type === 'link_open')) {
      token.attrSet(name, resolveLink(value, context));
    }
    resolveLinks(token.children ?? [], context);
  }
}
