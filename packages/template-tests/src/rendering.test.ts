import {
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';
import { plainValues, readComponent, readRendered } from './nodeService';
import { startScaffolder } from './startScaffolder';
import { openTemplate, readSkeleton } from './template';

// A busy machine takes its time.
jest.setTimeout(60_000);

const template = openTemplate('node-service');
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

beforeAll(async () => {
  scaffolder = await startScaffolder({ host: 'localhost:7990' });
});
afterAll(() => scaffolder.stop());

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
    const rendering = await scaffolder.render(template, plainValues);
    expect(readComponent(rendering).metadata.annotations).toMatchObject({
      'fairway/template-version': version,
    });
    expect(rendering.inputs['publish:github'].gitCommitMessage).toContain(
      version,
    );
  });
});

describe('what is rendered', () => {
  it('is the component that was asked for', async () => {
    const entity = readComponent(
      await scaffolder.render(template, plainValues),
    );
    await expect(componentEntityV1alpha1Validator.check(entity)).resolves.toBe(
      true,
    );
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'payments-webhooks',
        description: plainValues.description,
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
    const { name, owner, description } = plainValues;
    const rendering = await scaffolder.render(template, {
      name,
      owner,
      description,
    });
    const entity = readComponent(rendering);
    expect(entity.spec).not.toHaveProperty('system');
    expect(entity.metadata.annotations).toMatchObject({ 'fairway/tier': '2' });
    expect(readRendered(rendering, 'README.md')).toContain(
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
    const rendering = await scaffolder.render(template, {
      ...plainValues,
      tier,
    });
    expect(
      parse(readRendered(rendering, 'manifests/hpa.yaml')).spec,
    ).toMatchObject({
      minReplicas,
      maxReplicas,
    });
  });

  it('names the files’ owner, and gives nobody less than their team has', async () => {
    const ofTeam = await scaffolder.render(template, plainValues);
    expect(readRendered(ofTeam, 'CODEOWNERS')).toMatch(/^\* @acme\/payments$/m);
    expect(ofTeam.inputs['publish:github'].collaborators).toEqual([
      { team: 'payments', access: 'push' },
      { team: 'platform', access: 'pull' },
    ]);
    const ofPlatform = await scaffolder.render(template, {
      ...plainValues,
      owner: 'group:default/platform',
    });
    expect(ofPlatform.inputs['publish:github'].collaborators).toEqual([
      { team: 'platform', access: 'push' },
    ]);
  });

  it('uses https for a forge on the internet', async () => {
    const other = await startScaffolder({ host: 'github.example.org' });
    try {
      const [link] = readComponent(await other.render(template, plainValues))
        .metadata.links!;
      expect(link.url).toBe(
        'https://github.example.org/acme/payments-webhooks',
      );
    } finally {
      await other.stop();
    }
  });

  it('hands on what the later steps and the result page need', async () => {
    const { inputs, output } = await scaffolder.render(template, plainValues);
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
      commitHash: 'decade',
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
