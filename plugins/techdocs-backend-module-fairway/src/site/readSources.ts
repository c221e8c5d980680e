import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { InputError, NotAllowedError } from '@backstage/errors';
import { SourcePage } from './Site';

const MAXIMUM_FILES = 2000;
const MAXIMUM_PAGE_BYTES = 1_000_000;
const MAXIMUM_ASSET_BYTES = 10_000_000;
const MAXIMUM_TOTAL_BYTES = 100_000_000;
const MAXIMUM_DEPTH = 20;

/** What may lie beside the pages. Nothing of it runs in a browser that opens it. */
const ASSET_EXTENSIONS =
  /^\.(png|jpe?g|gif|webp|avif|svg|ico|pdf|txt|csv|json|ya?ml)$/i;

export interface Sources {
  pages: SourcePage[];
  /** Paths below the documentation folder. */
  assets: string[];
  /** What was left out, in words. */
  warnings: string[];
}

/**
 * Reads the documentation folder.
 *
 * @throws NotAllowedError for a symbolic link that leaves the folder
 * @throws InputError when the folder is missing or too large
 */
export async function readSources(docsDir: string): Promise<Sources> {
  const root = await realpath(docsDir).catch(() => {
    throw new InputError('The documentation folder is missing');
  });
  const sources: Sources = { pages: [], assets: [], warnings: [] };
  let total = 0;
  for (const path of await listFiles(root)) {
    const { size } = await stat(join(root, path));
    total += size;
    if (total > MAXIMUM_TOTAL_BYTES) {
      throw new InputError(
        `The documentation is larger than ${MAXIMUM_TOTAL_BYTES} bytes`,
      );
    }
    const extension = extname(path).toLocaleLowerCase('en-US');
    const isPage = extension === '.md';
    const limit = isPage ? MAXIMUM_PAGE_BYTES : MAXIMUM_ASSET_BYTES;
    if (!isPage && !ASSET_EXTENSIONS.test(extension)) {
      sources.warnings.push(`${path}: files of this kind are left out`);
    } else if (size > limit) {
      sources.warnings.push(`${path}: larger than ${limit} bytes, left out`);
    } else if (isPage) {
      const text = await readFile(join(root, path), 'utf8');
      sources.pages.push({ path, text });
    } else {
      sources.assets.push(path);
    }
  }
  return sources;
}

async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  async function visit(folder: string, depth: number) {
    if (depth > MAXIMUM_DEPTH) {
      throw new InputError('The documentation is nested too deeply');
    }
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') {
        continue;
      }
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        await requireInside(root, path);
      }
      if (entry.isDirectory()) {
        await visit(path, depth + 1);
      } else if (entry.isFile() || (await isLinkToFile(entry, path))) {
        files.push(relative(root, path).split(sep).join('/'));
      }
      if (files.length > MAXIMUM_FILES) {
        throw new InputError(
          `The documentation has more than ${MAXIMUM_FILES} files`,
        );
      }
    }
  }
  await visit(root, 0);
  return files;
}

/** Links to folders are not followed: they could go round in circles. */
async function isLinkToFile(
  entry: { isSymbolicLink(): boolean },
  path: string,
): Promise<boolean> {
  return entry.isSymbolicLink() && (await stat(path)).isFile();
}

async function requireInside(root: string, path: string) {
  const target = await realpath(path).catch(() => undefined);
  if (!target?.startsWith(root + sep)) {
    throw new NotAllowedError(
      `${relative(root, path)}: symbolic link leaves the documentation folder`,
    );
  }
}
