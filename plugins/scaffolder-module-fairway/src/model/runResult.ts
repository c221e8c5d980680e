import { safeUrl } from '@fairway/look';
import type {
  ScaffolderOutputLink,
  ScaffolderTaskOutput,
} from '@backstage/plugin-scaffolder-common';
import type { PromiseKind } from './promises';

/** One thing that a finished run leaves, with the way to it. */
export interface ResultLink {
  title: string;
  kind?: PromiseKind;
  url?: string;
  entityRef?: string;
}

/** What a finished run made. */
export interface RunResult {
  links: ResultLink[];
  texts: { title?: string; content: string }[];
  entityRef?: string;
  stagingUrl?: string;
  /** For `git clone`. */
  remoteUrl?: string;
  version?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}

const kinds: [PromiseKind, RegExp][] = [
  ['staging', /staging/i],
  ['repository', /repository/i],
  ['ci', /\bCI\b/],
  ['catalog', /catalog/i],
  ['docs', /\bdocs|documentation/i],
];

const order: (PromiseKind | undefined)[] = [
  'staging',
  'repository',
  'ci',
  'catalog',
  'docs',
];

function toLink(link: ScaffolderOutputLink): ResultLink[] {
  const title = text(link.title);
  const address = safeUrl(link.url);
  const entityRef = text(link.entityRef);
  if (!address && !entityRef) return [];
  const kind = entityRef
    ? 'catalog'
    : kinds.find(([, pattern]) => title && pattern.test(title))?.[0];
  // What git clones from is not yet what a person reads.
  const url = kind === 'repository' ? address?.replace(/\.git$/, '') : address;
  return [{ title: title ?? url ?? 'Catalog page', kind, url, entityRef }];
}

function place({ kind }: ResultLink): number {
  const index = order.indexOf(kind);
  return index < 0 ? order.length : index;
}

/** Reads a template's output. Addresses that may not become links are left out. */
export function readResult(
  output: ScaffolderTaskOutput | undefined,
): RunResult {
  const links = (Array.isArray(output?.links) ? output.links : [])
    .flatMap(toLink)
    .sort((a, b) => place(a) - place(b));
  const texts = (Array.isArray(output?.text) ? output.text : []).flatMap(
    ({ title, content }) => (content ? [{ title, content }] : []),
  );
  return {
    links,
    texts,
    entityRef:
      text(output?.entityRef) ?? links.find(link => link.entityRef)?.entityRef,
    stagingUrl:
      safeUrl(output?.stagingUrl) ??
      links.find(({ kind }) => kind === 'staging')?.url,
    remoteUrl: safeUrl(output?.remoteUrl),
    version: text(output?.version),
  };
}

/** An address as it is read: without its scheme and a slash at the end. */
export function shownAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
