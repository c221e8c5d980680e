import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

/** A golden path of this repository, by the name of its folder. */
export interface TemplateFolder {
  folder: string;
  content: string;
  entity: TemplateEntityV1beta3;
}

export function openTemplate(name: string): TemplateFolder {
  const folder = resolvePackagePath(
    '@fairway/template-tests',
    '../../templates',
    name,
  );
  return {
    folder,
    content: join(folder, 'content'),
    entity: parse(readFileSync(join(folder, 'template.yaml'), 'utf8')),
  };
}

// What working in a skeleton's folder leaves behind, and Git ignores.
const ARTEFACTS = ['node_modules', 'build', 'dist'];

/** The files of a skeleton, by their path in it. */
export async function readSkeleton(
  content: string,
): Promise<Map<string, Buffer>> {
  const entries = await readdir(content, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(content, join(entry.parentPath, entry.name)))
    .filter(path => !ARTEFACTS.includes(path.split('/')[0]));
  return new Map(
    await Promise.all(
      files.map(
        async path => [path, await readFile(join(content, path))] as const,
      ),
    ),
  );
}
