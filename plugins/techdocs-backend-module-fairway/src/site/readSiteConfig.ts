import { readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const MAXIMUM_BYTES = 100_000;

const siteSchema = z.object({
  site_name: z.string().max(200).optional(),
  site_description: z.string().max(1000).optional(),
  docs_dir: z.string().min(1).max(500).default('docs'),
  nav: z.array(z.unknown()).max(500).optional(),
});

/** Keys that MkDocs has and that mean nothing here, without harm. */
const SILENT_KEYS = [
  'site_url',
  'site_author',
  'site_dir',
  'repo_url',
  'repo_name',
  'edit_uri',
  'theme',
  'markdown_extensions',
  'copyright',
  'strict',
  'validation',
  'use_directory_urls',
];

export interface SiteConfig {
  name?: string;
  description?: string;
  /** Absolute path, inside the folder that holds the configuration. */
  docsDir: string;
  /** As it stands in the file. */
  nav?: unknown[];
  /** What was left out, in words. */
  warnings: string[];
}

/**
 * Reads `mkdocs.yml` or `mkdocs.yaml`, as far as it says what the site is
 * called and made of. Nothing in it is ever run: hooks, plugins and tags that
 * name code are left out with a warning.
 */
export async function readSiteConfig(inputDir: string): Promise<SiteConfig> {
  const text = await readFirst(inputDir, ['mkdocs.yaml', 'mkdocs.yml']);
  const { data, warnings } = parseConfig(text ?? '');
  const docsDir = resolveSafeChildPath(inputDir, data.docs_dir);
  return {
    name: data.site_name,
    description: data.site_description,
    docsDir,
    nav: data.nav,
    warnings,
  };
}

async function readFirst(inputDir: string, names: string[]) {
  for (const name of names) {
    const path = resolveSafeChildPath(inputDir, name);
    const text = await readFile(path, 'utf8').catch(error => {
      if (error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

function parseConfig(text: string) {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw new InputError(`mkdocs.yml: larger than ${MAXIMUM_BYTES} bytes`);
  }
  const document = parseDocument(text, { logLevel: 'error' });
  if (document.errors.length > 0) {
    throw new InputError(`mkdocs.yml: ${document.errors[0].message}`);
  }
  const raw: unknown = document.toJS({ maxAliasCount: 50 }) ?? {};
  const parsed = siteSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `mkdocs.yml: ${issue.path.join('.')}: ${issue.message}`,
    );
  }
  const known = [...Object.keys(siteSchema.shape), ...SILENT_KEYS];
  const warnings = Object.entries(raw as object)
    .filter(([key, value]) => !known.includes(key) && !isNoop(key, value))
    .map(([key]) => `mkdocs.yml: "${key}" is not supported and was left out`);
  return { data: parsed.data, warnings };
}

/** The plugin that every TechDocs site names. */
function isNoop(key: string, value: unknown) {
  return (
    key === 'plugins' &&
    Array.isArray(value) &&
    value.every(plugin => plugin === 'techdocs-core' || plugin === 'search')
  );
}
