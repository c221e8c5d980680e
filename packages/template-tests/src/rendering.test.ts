import {
  ComponentEntityV1alpha1,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { parse, parseAllDocuments } from 'yaml';
import { openTemplate, readSkeleton } from './template';
import { RefusedError, Rendering, startScaffolder } from './startScaffolder';

const template = openTemplate('node-service');
const plain = {
  name: 'payments-webhooks',
  owner: 'group:default/payments',
  description: 'Receives events from payment providers and hands them on once',
  system: 'system:default/billing',
  tier: '2',
};

let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

beforeAll(async () => {
  scaffolder = await startScaffolder({ host: 'localhost:7990' });
});
afterAll(() => scaffolder.stop());

function read({ files }: Rendering, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`${path} was not rendered`);
  return text;
}

function component(rendering: Rendering): ComponentEntityV1alpha1 {
  const documents = parseAllDocuments(read(rendering, 'catalog-info.yaml'));
  expect(documents).toHaveLength(1);
  return documents[0].toJS();
}

describe('the template itself', () => {
  it('is a valid entity in the catalog', async () => {
    await expect(
      templateEntityV1beta3Validator.check(template.entity),
    ).resolves.toBe(true);
    const policy = EntityPolicies.allOf([
      new DefaultNamespaceEntityPolicy(),
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
    ]);
    await expect(policy.enforce(template.entity)).resolves.toMatchObject({
      kind: 'Template',
    });
  });

  it('promises only what is there', async () => {
    const annotations = template.entity.metadata.annotations!;
    const paths = [...(await readSkeleton(template.content)).keys()];
    const contents: Array<{ path: string; note: string }> = parse(
      annotations['fairway/contents'],
    );
    expect(contents.length).toBeGreaterThan(5);
    for (const { path } of contents) {
      expect(paths.filter(candidate => candidate.startsWith(path))).not.toEqual(
        [],
      );
    }
    expect(
      parse(annotations['fairway/creates']).map(
        (entry: { kind: string }) => entry.kind,
      ),
    ).toEqual(['repository', 'ci', 'staging', 'catalog', 'docs', 'access']);
  });

  it('says one version everywhere', async () => {
    const version =
      template.entity.metadata.annotations!['fairway/template-version'];
    const rendering = await scaffolder.render(template, plain);
    expect(component(rendering).metadata.annotations).toMatchObject({
      'fairway/template-version': version,
    });
    expect(rendering.inputs['publish:github'].gitCommitMessage).toContain(
      version,
    );
  });
});

describe('what is rendered', () => {
  it('is the component that was asked for', async () => {
    const entity = component(await scaffolder.render(template, plain));
    await expect(componentEntityV1alpha1Validator.check(entity)).resolves.toBe(
      true,
    );
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'payments-webhooks',
        description: plain.description,
        annotations: {
          'github.com/project-slug': 'acme/payments-webhooks',
          'backstage.io/kubernetes-id': 'payments-webhooks',
          'backstage.io/techdocs-ref': 'dir:.',
          'fairway/template': 'template:default/node-service',
          'fairway/template-version': '1.0.0',
          'fairway/tier': '2',
        },
        tags: ['node', 'typescript'],
        links: [
          {
            url: 'http://localhost:7990/acme/payments-webhooks',
            title: 'Repository',
            icon: 'github',
          },
          {
            url: 'http://localhost:7990/acme/payments-webhooks/blob/main/docs/runbook.md',
            title: 'Runbook',
            icon: 'docs',
          },
        ],
      },
      spec: {
        type: 'service',
        lifecycle: 'experimental',
        owner: 'group:default/payments',
        system: 'system:default/billing',
        dependsOn: [],
      },
    });
  });

  it('leaves out the system and takes tier 2 where nothing was said', async () => {
    const { name, owner, description } = plain;
    const rendering = await scaffolder.render(template, {
      name,
      owner,
      description,
    });
    const entity = component(rendering);
    expect(entity.spec).not.toHaveProperty('system');
    expect(entity.metadata.annotations).toMatchObject({ 'fairway/tier': '2' });
    expect(read(rendering, 'README.md')).toContain(
      'Owned by team payments, tier 2.',
    );
    expect(rendering.inputs['publish:github'].expectedEntity).toEqual({
      kind: 'Component',
      name,
      owner,
      description,
    });
  });

  it.each([
    ['1', 3, 12],
    ['2', 2, 6],
    ['3', 1, 2],
  ])('has replicas by tier: %s', async (tier, minReplicas, maxReplicas) => {
    const rendering = await scaffolder.render(template, { ...plain, tier });
    expect(parse(read(rendering, 'manifests/hpa.yaml')).spec).toMatchObject({
      minReplicas,
      maxReplicas,
    });
  });

  it('names the files’ owner, and gives nobody less than their team has', async () => {
    const ofTeam = await scaffolder.render(template, plain);
    expect(read(ofTeam, 'CODEOWNERS')).toMatch(/^\* @acme\/payments$/m);
    expect(ofTeam.inputs['publish:github'].collaborators).toEqual([
      { team: 'payments', access: 'push' },
      { team: 'platform', access: 'pull' },
    ]);
    const ofPlatform = await scaffolder.render(template, {
      ...plain,
      owner: 'group:default/platform',
    });
    expect(ofPlatform.inputs['publish:github'].collaborators).toEqual([
      { team: 'platform', access: 'push' },
    ]);
  });

  it('uses https for a forge on the internet', async () => {
    const other = await startScaffolder({ host: 'github.example.org' });
    try {
      const [link] = component(await other.render(template, plain)).metadata
        .links!;
      expect(link.url).toBe(
        'https://github.example.org/acme/payments-webhooks',
      );
    } finally {
      await other.stop();
    }
  });

  it('hands on what the later steps and the result page need', async () => {
    const { inputs, output } = await scaffolder.render(template, plain);
    expect(inputs['publish:github']).toMatchObject({
      repoUrl: 'localhost:7990?owner=acme&repo=payments-webhooks',
      repoVisibility: 'private',
      protectDefaultBranch: true,
      protection: 'preferred',
      topics: ['fairway', 'node-service', 'tier-2'],
    });
    const workflow = parse(
      (await readSkeleton(template.content))
        .get('.github/workflows/ci.yaml')!
        .toString(),
    );
    for (const check of inputs['publish:github']
      .requiredStatusCheckContexts as string[]) {
      expect(Object.keys(workflow.jobs)).toContain(check);
    }
    expect(inputs['trigger:ci']).toMatchObject({
      workflow: 'ci.yaml',
      commitHash: 'c0ffee',
    });
    expect(inputs['await:deployment']).toMatchObject({
      environment: 'staging',
      commitHash: 'c0ffee',
    });
    expect(output).toMatchObject({
      links: [
        { title: 'Repository', url: 'http://forge/acme/x' },
        { title: 'CI run', url: 'http://forge/acme/x/actions/runs/1' },
        { title: 'Running in staging', url: 'http://localhost:8100' },
        { title: 'Catalog page' },
      ],
      stagingUrl: 'http://localhost:8100',
      version: 'v1',
    });
  });
});

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
        ...plain,
        description,
      });
      const entity = component(rendering);
      expect(entity.metadata.description).toBe(description);
      expect(entity.metadata.name).toBe(plain.name);
      expect(entity.spec.owner).toBe(plain.owner);
      expect(parse(read(rendering, 'mkdocs.yml')).site_description).toBe(
        description,
      );
      expect(rendering.inputs['publish:github'].description).not.toMatch(/\n/);
      for (const file of ['README.md', 'docs/index.md']) {
        // One line, on which no character of the value means anything to Markdown, HTML or a template.
        const [, shown] = /^\*\*What it does:\*\* (.*)$/m.exec(
          read(rendering, file),
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
          (await scaffolder.render(template, { ...plain, description })).files,
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
      scaffolder.render(template, { ...plain, [field]: value }),
    ).rejects.toThrow(RefusedError);
  });

  it.each(['abc', 'a1b', 'a-b-c', `a${'b'.repeat(39)}`])(
    'the name %s is fine',
    async name => {
      const rendering = await scaffolder.render(template, { ...plain, name });
      expect(component(rendering).metadata.name).toBe(name);
    },
  );
});

describe('what is executed', () => {
  const executed =
    /^(?:\.github|src|test|scripts)\/|^(?:Dockerfile|Procfile|tsconfig.*|\.npmrc|\.dockerignore)$/;

  it('is byte for byte what is in the template', async () => {
    const skeleton = await readSkeleton(template.content);
    const { files } = await scaffolder.render(template, plain);
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
    const { files } = await scaffolder.render(template, plain);
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
      read(await scaffolder.render(template, plain), 'package-lock.json'),
    );
    expect(lock.name).toBe(plain.name);
    const { '': root, ...installed } = lock.packages as Record<
      string,
      Record<string, unknown>
    >;
    expect(root.name).toBe(plain.name);
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
