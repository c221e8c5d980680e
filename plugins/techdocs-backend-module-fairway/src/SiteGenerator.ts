import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  GeneratorBase,
  GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';
import { renderMarkdown, RenderedMarkdown } from './markdown/renderMarkdown';
import { renderPage } from './page/renderPage';
import { stylesheet, stylesheetPath } from './page/stylesheet';
import { SearchDocument, toSearchDocuments } from './searchDocuments';
import { addressOf } from './site/addressOf';
import { buildNavigation, inWords } from './site/buildNavigation';
import { readSiteConfig, SiteConfig } from './site/readSiteConfig';
import { readSources, Sources } from './site/readSources';
import { PageAddress, SourcePage } from './site/Site';

/**
 * Turns a folder of Markdown into the static site that Backstage's reader
 * shows. Reads the same `docs/` and `mkdocs.yml` as MkDocs, runs nothing of
 * them, and writes nothing into the folder it reads.
 */
export class SiteGenerator implements GeneratorBase {
  async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, etag, logger, logStream } = options;
    const warn = (message: string) => {
      logger.warn(message);
      logStream?.write(`warning: ${message}\n`);
    };
    const config = await readSiteConfig(inputDir);
    const sources = await readSources(config.docsDir);
    [...config.warnings, ...sources.warnings].forEach(warn);
    const pages = await withStartPage(sources.pages, inputDir);
    const siteName =
      config.name ?? options.siteOptions?.name ?? 'Documentation';

    const files = await writeSite({
      config,
      pages,
      sources,
      siteName,
      outputDir,
      warn,
    });
    logStream?.write(`${pages.length} pages written\n`);
    await writeFile(
      join(outputDir, 'techdocs_metadata.json'),
      JSON.stringify({
        site_name: siteName,
        site_description: config.description ?? '',
        etag,
        build_timestamp: Date.now(),
        files: [...files, 'techdocs_metadata.json'],
      }),
    );
  }
}

/** A site opens at `index.md`; where there is none, the README says what it is about. */
async function withStartPage(
  pages: SourcePage[],
  inputDir: string,
): Promise<SourcePage[]> {
  const byUrl = new Map<string, SourcePage>();
  for (const page of pages) {
    const { url } = addressOf(page.path);
    // Where a folder has both, index.md stands before README.md.
    if (!byUrl.has(url) || /(^|\/)index\.md$/i.test(page.path)) {
      byUrl.set(url, page);
    }
  }
  if (!byUrl.has('')) {
    const readme = resolveSafeChildPath(inputDir, 'README.md');
    const text = await readFile(readme, 'utf8').catch(() => {
      throw new InputError('There is no index.md and no README.md to start at');
    });
    byUrl.set('', { path: 'index.md', text });
  }
  return [...byUrl.values()];
}

async function writeSite(options: {
  config: SiteConfig;
  pages: SourcePage[];
  sources: Sources;
  siteName: string;
  outputDir: string;
  warn: (message: string) => void;
}): Promise<string[]> {
  const { config, pages, sources, siteName, outputDir, warn } = options;
  const files: string[] = [];
  const write = async (path: string, text: string) => {
    const target = resolveSafeChildPath(outputDir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    files.push(path);
  };

  const rendered = await renderAll(pages, sources.assets);
  const titleOf = (page: PageAddress) => rendered.get(page.path)!.title;
  const navigation = buildNavigation({
    nav: config.nav,
    pages: pages.map(page => addressOf(page.path)),
    titleOf,
    warn,
  });
  const documents: SearchDocument[] = [];
  for (const { path } of pages) {
    const page = addressOf(path);
    const content = { page, ...rendered.get(path)! };
    await write(
      `${page.url}index.html`,
      renderPage({ content, siteName, navigation }),
    );
    documents.push(...toSearchDocuments(content));
  }
  await write(stylesheetPath, stylesheet);
  await write(
    'search/search_index.json',
    JSON.stringify({ config: { lang: ['en'] }, docs: documents }),
  );
  for (const path of sources.assets) {
    const target = resolveSafeChildPath(outputDir, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(config.docsDir, path), target);
    files.push(path);
  }
  return files;
}

type RenderedPage = RenderedMarkdown & { title: string };

/** Lets other work in between two pages, since rendering holds the thread. */
async function renderAll(pages: SourcePage[], assets: string[]) {
  const pagePaths = new Set(pages.map(page => page.path));
  const assetPaths = new Set(assets);
  const rendered = new Map<string, RenderedPage>();
  for (const { path, text } of pages) {
    const page = addressOf(path);
    const result = renderMarkdown(text, { page, pagePaths, assetPaths });
    const name = page.url.split('/').at(-2) ?? 'home';
    rendered.set(path, { ...result, title: result.title ?? inWords(name) });
    await setImmediate();
  }
  return rendered;
}
