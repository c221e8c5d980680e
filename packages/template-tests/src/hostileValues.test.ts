import { parse } from 'yaml';
import { plainValues, readComponent, readRendered } from './nodeService';
import { RefusedError, startScaffolder } from './startScaffolder';
import { openTemplate, readSkeleton } from './template';

// A busy machine takes its time.
jest.setTimeout(60_000);

const template = openTemplate('node-service');
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

beforeAll(async () => {
  scaffolder = await startScaffolder({ host: 'localhost:7990' });
});
afterAll(() => scaffolder.stop());

describe('hostile values', () => {
  const hostile = [
    [
      'template syntax',
      '${{ 7*7 }} {{ 7*7 }} {% raw %} {# x #} ${{ secrets.TOKEN }}',
    ],
    [
      'a new line and YAML',
      'x\n  name: other\nspec:\n  owner: group:default/mallory',
    ],
    [
      'quotes and escapes',
      `"double" 'single' \\ \\n \\" # : - ? | > & * ! % @ \``,
    ],
    ['documents and tags', '--- !!js/function "x" <<: *anchor'],
    ['line ends of YAML 1.1', 'a\u2028b\u0085c\u2029d'],
    ['commands', '$(id) `id` ; rm -rf / && ${PATH}'],
    [
      'markup',
      '<script>alert(1)</script> [x](javascript:alert(1)) ![x](http://x/y.png)',
    ],
    ['words that YAML reads as something else', 'yes'],
    ['numbers that YAML reads as numbers', '0x1F'],
    ['other alphabets', 'Заказы 📦 注文 ‮rtl'],
  ];

  it.each(hostile)(
    '%s in the description stay what they are',
    async (_, text) => {
      const description = text.slice(0, 120);
      const rendering = await scaffolder.render(template, {
        ...plainValues,
        description,
      });
      const entity = readComponent(rendering);
      expect(entity.metadata.description).toBe(description);
      expect(entity.metadata.name).toBe(plainValues.name);
      expect(entity.spec.owner).toBe(plainValues.owner);
      expect(
        parse(readRendered(rendering, 'mkdocs.yml')).site_description,
      ).toBe(description);
      expect(rendering.inputs['publish:github'].description).not.toMatch(/\n/);
      for (const file of ['README.md', 'docs/index.md']) {
        // One line, on which no character of the value means anything to Markdown, HTML or a template.
        const [, shown] = /^\*\*What it does:\*\* (.*)$/m.exec(
          readRendered(rendering, file),
        )!;
        expect(shown).not.toMatch(/[<>`*_[\]{}\\~$|!]/);
        expect(decode(shown)).toBe(description.replace(/\s+/g, ' '));
      }
    },
  );

  it('get into no file but those that show the description', async () => {
    const [one, other] = await Promise.all(
      ['First', 'Second'].map(
        async description =>
          (await scaffolder.render(template, { ...plainValues, description }))
            .files,
      ),
    );
    const different = [...one.keys()].filter(
      path => one.get(path) !== other.get(path),
    );
    expect(different.sort()).toEqual([
      'README.md',
      'catalog-info.yaml',
      'docs/index.md',
      'mkdocs.yml',
    ]);
  });

  it.each([
    ['name', 'a'],
    ['name', 'A-b-c'],
    ['name', 'two--hyphens'],
    ['name', 'ends-'],
    ['name', '-begins'],
    ['name', '1st'],
    ['name', 'a'.repeat(41)],
    ['name', 'x", "scripts": {"test": "id'],
    ['name', 'abc\n'],
    ['name', '${{ 7*7 }}'],
    ['owner', 'payments'],
    ['owner', 'user:default/dana'],
    ['owner', 'group:default/x @acme/everybody'],
    ['system', 'system:default/'],
    ['system', ''],
    ['description', ''],
    ['description', 'x'.repeat(121)],
    ['tier', '4'],
    ['tier', 2],
    ['admin', true],
  ])('%s = %j is refused before anything runs', async (field, value) => {
    await expect(
      scaffolder.render(template, { ...plainValues, [field]: value }),
    ).rejects.toThrow(RefusedError);
  });

  it.each(['abc', 'a1b', 'a-b-c', `a${'b'.repeat(39)}`])(
    'the name %s is fine',
    async name => {
      const rendering = await scaffolder.render(template, {
        ...plainValues,
        name,
      });
      expect(readComponent(rendering).metadata.name).toBe(name);
    },
  );
});

describe('what is executed', () => {
  const executed =
    /^(?:\.github|src|test|scripts)\/|^(?:Dockerfile|Procfile|tsconfig.*|\.npmrc|\.dockerignore)$/;

  it('is byte for byte what is in the template', async () => {
    const skeleton = await readSkeleton(template.content);
    const { files } = await scaffolder.render(template, plainValues);
    const paths = [...files.keys()].filter(path => executed.test(path));
    expect(paths).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yaml',
        'src/main.ts',
        'Dockerfile',
      ]),
    );
    for (const path of paths) {
      expect({
        path,
        same: skeleton.get(path)!.equals(Buffer.from(files.get(path)!)),
      }).toEqual({
        path,
        same: true,
      });
    }
  });

  it('and no file has a value left to fill in', async () => {
    const { files } = await scaffolder.render(template, plainValues);
    for (const [path, text] of files) {
      expect({
        path,
        left: /\$\{\{\s*(?:values|parameters)\b|\{%/.exec(text)?.[0],
      }).toEqual({
        path,
        left: undefined,
      });
    }
  });

  it('has packages of one lock file, with hashes and without the place they came from', async () => {
    const lock = JSON.parse(
      readRendered(
        await scaffolder.render(template, plainValues),
        'package-lock.json',
      ),
    );
    expect(lock.name).toBe(plainValues.name);
    const { '': root, ...installed } = lock.packages as Record<
      string,
      Record<string, unknown>
    >;
    expect(root.name).toBe(plainValues.name);
    for (const [path, entry] of Object.entries(installed)) {
      expect({ path, ...entry }).toMatchObject({
        integrity: expect.stringMatching(/^sha512-/),
      });
      expect({ path, ...entry }).not.toHaveProperty('resolved');
      expect({ path, ...entry }).not.toHaveProperty('hasInstallScript');
    }
  });
});

/** What a browser shows for the character references in a text. */
function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : named[name],
  );
}
