import { posix } from 'node:path';
import { NavigationItem, PageAddress } from './Site';

export interface NavigationOptions {
  /** From `mkdocs.yml`; without it the folders make the side bar. */
  nav?: unknown[];
  pages: PageAddress[];
  /** The title of a page when the side bar does not name it. */
  titleOf: (page: PageAddress) => string;
  warn: (message: string) => void;
}

/** Makes the side bar. */
export function buildNavigation(options: NavigationOptions): NavigationItem[] {
  return options.nav
    ? fromConfig(options.nav, options)
    : fromFolders('', options);
}

function fromConfig(
  nav: unknown[],
  options: NavigationOptions,
): NavigationItem[] {
  return nav.flatMap(entry => {
    if (typeof entry === 'string') {
      return leaf(undefined, entry, options);
    }
    if (typeof entry !== 'object' || entry === null) {
      options.warn('mkdocs.yml: an entry of nav is neither page nor section');
      return [];
    }
    return Object.entries(entry).flatMap(([title, value]) => {
      if (Array.isArray(value)) {
        const items = fromConfig(value, options);
        return [{ kind: 'section' as const, title, items }];
      }
      return leaf(title, String(value), options);
    });
  });
}

function leaf(
  title: string | undefined,
  target: string,
  { pages, titleOf, warn }: NavigationOptions,
): NavigationItem[] {
  if (/^https?:\/\//i.test(target)) {
    return [{ kind: 'link', title: title ?? target, href: target }];
  }
  const path = posix.normalize(target);
  const page = pages.find(candidate => candidate.path === path);
  if (!page) {
    warn(`mkdocs.yml: nav names ${target}, which is no page`);
    return [];
  }
  return [{ kind: 'page', title: title ?? titleOf(page), page }];
}

function fromFolders(
  folder: string,
  options: NavigationOptions,
): NavigationItem[] {
  const { pages, titleOf } = options;
  const here = pages.filter(page => folderOf(page.path) === folder);
  const own = here
    .sort((a, b) => Number(isIndex(b)) - Number(isIndex(a)))
    .map(page => ({ kind: 'page' as const, title: titleOf(page), page }));
  const children = new Set(
    pages
      .map(page => childFolder(folder, page.path))
      .filter(child => child !== undefined),
  );
  const sections = [...children].sort().map(child => ({
    kind: 'section' as const,
    title: inWords(posix.basename(child)),
    items: fromFolders(child, options),
  }));
  return [...own, ...sections];
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function isIndex({ path, url }: PageAddress): boolean {
  return url === '' || url === `${folderOf(path)}/`;
}

/** The folder directly below `folder` that leads to the page. */
function childFolder(folder: string, path: string): string | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  if (!path.startsWith(prefix)) {
    return undefined;
  }
  const [first, ...rest] = path.slice(prefix.length).split('/');
  return rest.length > 0 ? prefix + first : undefined;
}

/** `getting-started` as "Getting started". */
export function inWords(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
