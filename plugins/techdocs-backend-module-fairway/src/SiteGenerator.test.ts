import { mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { SiteGenerator } from './SiteGenerator';

const input = createMockDirectory();
const output = createMockDirectory();

async function generate(
  files: Record<string, string>,
  links: Record<string, string> = {},
) {
  input.setContent(files);
  output.setContent({});
  for (const [path, target] of Object.entries(links)) {
    await mkdir(dirname(input.resolve(path)), { recursive: true });
    await symlink(target, input.resolve(path));
  }
  const log: string[] = [];
  await new SiteGenerator().run({
    inputDir: input.path,
    outputDir: output.path,
    etag: 'abc',
    logger: mockServices.logger.mock() as any,
    logStream: new Writable({
      write(chunk, _encoding, done) {
        log.push(String(chunk).trim());
        done();
      },
    }),
    siteOptions: { name: 'Ledger' },
  });
  return {
    log,
    read: (path: string) => readFile(join(output.path, path), 'utf8'),
    json: async (path: string) =>
      JSON.parse(await readFile(join(output.path, path), 'utf8')),
    article: async (path: string) =>
      /<article[^>]*>\n([\s\S]*)<\/article>/.exec(
        await readFile(join(output.path, path), 'utf8'),
      )![1],
  };
}

describe('SiteGenerator', () => {
  it('makes a site of a folder of Markdown alone', async () => {
    const { read, json } = await generate({
      'docs/index.md': '# Ledger\n\nKeeps the [books](guides/run.md#start).\n',
      'docs/guides/run.md': '# Run it\n\n## Start\n\nPress the button.\n',
      'docs/guides/button.png': 'png',
    });

    const start = await read('index.html');
    expect(start).toContain('<title>Ledger - Ledger</title>');
    expect(start).toContain('<a href="guides/run/#start">books</a>');
    expect(start).toMatch(
      /<link rel="stylesheet" href="assets\/stylesheets\/main\.[0-9a-f]{8}\.min\.css">/,
    );
    for (const component of ['container', 'main', 'content', 'toc']) {
      const page = await read('guides/run/index.html');
      expect(page).toContain(`data-md-component="${component}"`);
    }
    expect(await read('guides/run/index.html')).toContain(
      '<a href="../../" class="md-nav__link"><span class="md-ellipsis">Ledger</span></a>',
    );

    expect(await json('techdocs_metadata.json')).toMatchObject({
      site_name: 'Ledger',
      etag: 'abc',
      build_timestamp: expect.any(Number),
      files: expect.arrayContaining([
        'index.html',
        'guides/run/index.html',
        'guides/button.png',
        'search/search_index.json',
      ]),
    });
    expect((await json('search/search_index.json')).docs).toEqual([
      {
        location: 'guides/run/',
        title: 'Run it',
        text: 'Run it Start Press the button.',
      },
      {
        location: 'guides/run/#start',
        title: 'Start',
        text: 'Press the button.',
      },
      { location: '', title: 'Ledger', text: 'Ledger Keeps the books.' },
    ]);
  });

  it('follows the nav of mkdocs.yml, and says what it leaves out', async () => {
    const { read, log } = await generate({
      'mkdocs.yml': [
        'site_name: The ledger',
        'plugins: [techdocs-core, macros]',
        'hooks: [evil.py]',
        'nav:',
        '  - Home: index.md',
        '  - Guides:',
        '      - guides/run.md',
        '      - gone.md',
        '  - Upstream: https://example.org/',
        '  - Trap: javascript:alert(1)',
      ].join('\n'),
      'docs/index.md': 'Hello',
      'docs/guides/run.md': '# Run it',
      'docs/hidden.md': '# Not in the side bar',
    });
    const page = await read('guides/run/index.html');
    expect(page).toContain('<title>Run it - The ledger</title>');
    expect(page).toContain(
      '<input class="md-nav__toggle md-toggle" type="checkbox" id="__nav_2" checked>',
    );
    expect(page).toContain('href="https://example.org/"');
    expect(page).not.toContain('alert(1)');
    expect(page).not.toContain('Not in the side bar');
    expect(await read('hidden/index.html')).toContain('Not in the side bar');
    expect(log).toEqual([
      'warning: mkdocs.yml: "plugins" is not supported and was left out',
      'warning: mkdocs.yml: "hooks" is not supported and was left out',
      'warning: mkdocs.yml: nav names gone.md, which is no page',
      'warning: mkdocs.yml: nav names javascript:alert(1), which is no page',
      '3 pages written',
    ]);
  });

  it('starts at the README where there is no index.md', async () => {
    const { article } = await generate({
      'README.md': '# From the root',
      'docs/run.md': '# Run it',
    });
    expect(await article('index.html')).toContain('From the root');
  });

  it('renders tables, code, admonitions and numbered anchors', async () => {
    const { article } = await generate({
      'docs/index.md': [
        '---',
        'title: Given',
        '---',
        '## Same',
        '## Same',
        '',
        '| a | b |',
        '| - | -: |',
        '| 1 | 2 |',
        '',
        '```yaml title="x"',
        'a: <b>',
        '```',
        '',
        '!!! warning "Mind *this*"',
        '    First',
        '',
        '    - second',
        '',
        'After',
      ].join('\n'),
    });
    const html = await article('index.html');
    expect(html).toContain('<h2 id="same">Same<a');
    expect(html).toContain('<h2 id="same_1">');
    expect(html).toContain('<td style="text-align:right">2</td>');
    expect(html).toContain(
      '<div class="highlight"><pre><code class="language-yaml">a: &lt;b&gt;\n</code></pre>',
    );
    expect(html).toContain(
      '<div class="admonition warning">\n<p class="admonition-title">Mind <em>this</em></p>\n<p>First</p>\n<ul>\n<li>second</li>\n</ul>\n</div>\n<p>After</p>',
    );
  });

  it.each([
    ['<script>alert(1)</script>', 'alert'],
    ['<img src=x onerror="alert(1)">', 'onerror'],
    ['<iframe src="https://example.org"></iframe>', 'iframe'],
    ['<svg onload="alert(1)"><script>1</script></svg>', 'svg'],
    ['<a href="javascript:alert(1)">x</a>', 'alert(1)'],
    ['<a href="java&#x09;script:alert(1)">x</a>', 'href="java'],
    ['[x](data:text/html;base64,PHNjcmlwdD4=)', 'href="data:'],
    ['<form action="https://example.org"><input></form>', '<form'],
    ['<style>body{display:none}</style>', 'display:none'],
    ['<p style="position:fixed">x</p>', 'position'],
    ['<meta http-equiv="refresh" content="0;url=//example.org">', 'refresh'],
    ['<object data="x"></object><embed src="x">', 'data="x"'],
    ['<base href="https://example.org/">', '<base'],
  ])('leaves out what could run or reach out: %s', async (text, trace) => {
    const { article } = await generate({ 'docs/index.md': `# A\n\n${text}\n` });
    expect(await article('index.html')).not.toContain(trace);
  });

  it('shows snippets as text instead of reading files', async () => {
    const { article } = await generate({
      'docs/index.md': '--8<-- "/etc/passwd"\n',
    });
    const html = await article('index.html');
    expect(html).toContain('/etc/passwd');
    expect(html).not.toContain('root:');
  });

  it('escapes titles and the name of the site', async () => {
    const { read } = await generate({
      'mkdocs.yml': 'site_name: "<img src=x>"',
      'docs/index.md': '# `<script>`\n\n## "><b>\n',
    });
    const page = await read('index.html');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('"><b>');
  });

  it('copies images and leaves other kinds of files behind', async () => {
    const { read, log } = await generate({
      'docs/index.md': '![a](a.png)',
      'docs/a.png': 'png',
      'docs/page.html': '<script>1</script>',
      'docs/.env': 'SECRET=1',
    });
    expect(await read('a.png')).toBe('png');
    await expect(read('page.html')).rejects.toThrow('ENOENT');
    await expect(read('.env')).rejects.toThrow('ENOENT');
    expect(log).toContain(
      'warning: page.html: files of this kind are left out',
    );
  });

  it.each(['../', '/etc', 'docs/../..'])(
    'refuses docs_dir %s',
    async docsDir => {
      await expect(
        generate({
          'mkdocs.yml': `docs_dir: ${docsDir}`,
          'docs/index.md': 'Hello',
        }),
      ).rejects.toThrow('not allowed');
    },
  );

  it('refuses symbolic links that leave the folder', async () => {
    await expect(
      generate({ 'docs/index.md': 'Hello' }, { 'docs/p.md': '/etc/passwd' }),
    ).rejects.toThrow('p.md: symbolic link leaves the documentation folder');
    await expect(
      generate({ 'docs/index.md': 'Hello' }, { 'docs/loop': '../docs' }),
    ).rejects.toThrow('loop: symbolic link leaves');
    await expect(generate({}, { docs: '/etc' })).rejects.toThrow('not allowed');
    await expect(
      generate(
        { 'docs/index.md': 'Hello' },
        { 'README.md': '/etc/passwd', 'mkdocs.yml': '/etc/passwd' },
      ),
    ).rejects.toThrow('not allowed');
  });

  it('refuses an mkdocs.yml that is a bomb, a mistake or code', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'nav: [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
    ].join('\n');
    const docs = { 'docs/index.md': 'Hello' };
    await expect(generate({ ...docs, 'mkdocs.yml': bomb })).rejects.toThrow(
      'alias',
    );
    await expect(
      generate({ ...docs, 'mkdocs.yml': 'nav: {a: b}' }),
    ).rejects.toThrow('mkdocs.yml: nav: ');
    await expect(generate({ ...docs, 'mkdocs.yml': 'a: [' })).rejects.toThrow(
      'mkdocs.yml: ',
    );
    const { read } = await generate({
      ...docs,
      'mkdocs.yml': 'site_name: !!python/object/apply:os.system ["id"]',
    }).catch(error => ({ read: async () => error.message }));
    expect(await read('index.html')).not.toContain('uid=');
  });

  it('says when there is nothing to start at', async () => {
    await expect(generate({ 'docs/run.md': '# Run' })).rejects.toThrow(
      'There is no index.md and no README.md to start at',
    );
    await expect(generate({ 'README.md': '# Run' })).rejects.toThrow(
      'The documentation folder is missing',
    );
  });

  it('reads CRLF, and long pages in time', async () => {
    const many = '[a](b.md) **x** `y` !!! note\r\n\r\n'.repeat(5000);
    const { article } = await generate({ 'docs/index.md': many });
    expect((await article('index.html')).length).toBeGreaterThan(100_000);
  });

  it('leaves out a page that is too long', async () => {
    const { log } = await generate({
      'docs/index.md': 'Hello',
      'docs/long.md': 'x'.repeat(1_000_001),
    });
    expect(log).toContain(
      'warning: long.md: larger than 1000000 bytes, left out',
    );
  });
});
