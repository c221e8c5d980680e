import { parse } from 'yaml';
import type { JsonObject } from '@backstage/types';
import { parseEntityRef } from '@backstage/catalog-model';

/** What a path makes; the kind gives the sign and the name. */
export const promiseKinds = [
  'repository',
  'ci',
  'staging',
  'catalog',
  'docs',
  'access',
] as const;

export type PromiseKind = (typeof promiseKinds)[number];

/** One thing that the path says it will create. */
export interface PathPromise {
  kind: PromiseKind;
  text: string;
}

/** One file or folder of the repository that will be created. */
export interface PathContent {
  path: string;
  note: string;
}

const names: Record<PromiseKind, string> = {
  repository: 'Repository',
  ci: 'CI',
  staging: 'Staging',
  catalog: 'Catalog',
  docs: 'Docs',
  access: 'Access',
};

export function promiseName(kind: PromiseKind): string {
  return names[kind];
}

export const CREATES_ANNOTATION = 'fairway/creates';
export const CONTENTS_ANNOTATION = 'fairway/contents';

type Annotations = Record<string, string> | undefined;

function listOf(annotations: Annotations, key: string): unknown[] {
  const text = annotations?.[key];
  if (!text) return [];
  try {
    const value = parse(text, { maxAliasCount: 0 });
    return Array.isArray(value) ? value : [];
  } catch {
    // A slip in an annotation must not keep anybody from creating a service; the list is left out.
    return [];
  }
}

function field(entry: unknown, key: string): string | undefined {
  const value = (entry as Record<string, unknown> | null)?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** The template's annotation `fairway/creates`: a YAML list of kind and text. */
export function readPromises(annotations: Annotations): PathPromise[] {
  return listOf(annotations, CREATES_ANNOTATION).flatMap(entry => {
    const kind = promiseKinds.find(known => known === field(entry, 'kind'));
    const text = field(entry, 'text');
    return kind && text ? [{ kind, text }] : [];
  });
}

/** The template's annotation `fairway/contents`: a YAML list of path and note. */
export function readContents(annotations: Annotations): PathContent[] {
  return listOf(annotations, CONTENTS_ANNOTATION).flatMap(entry => {
    const path = field(entry, 'path');
    return path ? [{ path, note: field(entry, 'note') ?? '' }] : [];
  });
}

/** `group:default/payments` becomes `payments`; anything that is no reference stays as it is. */
export function shortName(value: string): string {
  if (!/^[a-z]+:[^/]+\/.+$/i.test(value)) return value;
  return parseEntityRef(value).name;
}

/** A part of a text: given, filled in from the form, or still open. */
export interface FilledPart {
  text: string;
  source: 'given' | 'filled' | 'open';
}

/**
 * Fills `{name}`, `{owner}`, `{system}`, `{organisation}` and any other parameter into a promise's text.
 * What is not known yet stays open and is named in words.
 */
export function fillPromise(
  text: string,
  values: JsonObject,
  organisation: string | undefined,
): FilledPart[] {
  const known: JsonObject = { organisation, ...values };
  return text
    .split(/(\{[a-zA-Z0-9_]+\})/)
    .filter(Boolean)
    .map(part => {
      const key = /^\{(.+)\}$/.exec(part)?.[1];
      if (!key) return { text: part, source: 'given' };
      const value = known[key];
      return value === undefined || value === null || value === ''
        ? { text: key, source: 'open' }
        : { text: shortName(String(value)), source: 'filled' };
    });
}
