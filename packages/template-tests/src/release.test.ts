import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openTemplate } from './template';
import { JobClone, ServiceRepository } from './ServiceRepository';
import { startScaffolder } from './startScaffolder';

const digest = `sha256:${'d'.repeat(64)}`;
// Many processes each; a busy machine takes its time.
jest.setTimeout(60_000);

let pristine: ServiceRepository;
let repository: ServiceRepository;

beforeAll(async () => {
  const scaffolder = await startScaffolder({ host: 'localhost:7990' });
  const { files } = await scaffolder.render(openTemplate('node-service'), {
    name: 'orders',
    owner: 'group:default/checkout',
    description: 'Takes orders',
    tier: '2',
  });
  await scaffolder.stop();
  pristine = await ServiceRepository.create(files);
});

beforeEach(async () => {
  repository = await pristine.copy();
});
afterEach(() => repository.remove());
afterAll(() => pristine.remove());

function release(clone: JobClone, number: number, environment = {}) {
  return clone.run('scripts/release.mjs', {
    GITHUB_REPOSITORY: 'acme/orders',
    GITHUB_SHA: clone.revision,
    GITHUB_RUN_NUMBER: String(number),
    GITHUB_RUN_ID: String(1000 + number),
    IMAGE: '',
    ...environment,
  });
}

function promote(clone: JobClone, version: string, environment = {}) {
  return clone.run('scripts/promote.mjs', {
    FROM: 'staging',
    TO: 'production',
    VERSION: version,
    GITHUB_ACTOR: 'dana',
    ...environment,
  });
}

describe('a release', () => {
  it('starts the branch deploy with a history of its own', async () => {
    const clone = await repository.clone();
    await expect(release(clone, 1)).resolves.toEqual({
      code: 0,
      output: 'Released v1 to staging.\n',
    });
    await expect(repository.history()).resolves.toEqual([
      'Release v1 to staging',
    ]);
    await expect(repository.list()).resolves.toEqual([
      'staging/deployment.yaml',
      'staging/hpa.yaml',
      'staging/networkpolicy.yaml',
      'staging/pdb.yaml',
      'staging/release.yaml',
      'staging/service.yaml',
      'staging/serviceaccount.yaml',
    ]);
    await expect(repository.read('staging/release.yaml')).resolves.toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'orders-release',
        labels: { 'app.kubernetes.io/name': 'orders' },
      },
      data: {
        repository: 'acme/orders',
        revision: clone.revision,
        version: 'v1',
        runId: '1001',
        artifact: 'release',
        image: '',
      },
    });
  });

  it('fills in version and image, and nothing else is left to fill in', async () => {
    const image = `ghcr.io/acme/orders:v1@${digest}`;
    await release(await repository.clone(), 1, { IMAGE: image });
    const deployment = await repository.read('staging/deployment.yaml');
    expect(deployment.spec.template.spec.containers[0].image).toBe(image);
    expect(
      deployment.spec.template.metadata.labels['app.kubernetes.io/version'],
    ).toBe('v1');
    await expect(
      repository.read('staging/release.yaml'),
    ).resolves.toMatchObject({
      data: { image },
    });
    for (const path of await repository.list()) {
      await expect(repository.show(path)).resolves.not.toMatch(
        /^[^#]*__[A-Z]+__/m,
      );
    }
  });

  it('without an image names one that can’t be pulled by mistake', async () => {
    await release(await repository.clone(), 1);
    const deployment = await repository.read('staging/deployment.yaml');
    expect(deployment.spec.template.spec.containers[0].image).toBe(
      'not-pushed.invalid/orders:v1',
    );
  });

  it('replaces the one before, files that are gone included', async () => {
    await release(await repository.clone(), 1);
    const clone = await repository.clone();
    await rm(join(clone.folder, 'manifests/hpa.yaml'));
    await release(clone, 2);
    await expect(repository.list()).resolves.not.toContain('staging/hpa.yaml');
    await expect(repository.history()).resolves.toEqual([
      'Release v2 to staging',
      'Release v1 to staging',
    ]);
  });

  it('made again changes nothing', async () => {
    const clone = await repository.clone();
    await release(clone, 1);
    await expect(release(clone, 1)).resolves.toEqual({
      code: 0,
      output: 'v1 is what staging runs already.\n',
    });
    await expect(repository.history()).resolves.toHaveLength(1);
  });

  it('of an older run does not take the place of a newer one', async () => {
    await release(await repository.clone(), 10);
    const { code, output } = await release(await repository.clone(), 9);
    expect(code).toBe(0);
    expect(output).toContain(
      'run 1010, which is newer, has released there already',
    );
    await expect(repository.history()).resolves.toEqual([
      'Release v10 to staging',
    ]);
  });

  it('survives others who push at the same time', async () => {
    const clones = await Promise.all(
      [1, 2, 3, 4].map(() => repository.clone()),
    );
    const outcomes = await Promise.all(
      clones.map((clone, index) => release(clone, index + 1)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    await expect(
      repository.read('staging/release.yaml'),
    ).resolves.toMatchObject({
      data: { version: 'v4' },
    });
  });

  it('keeps what a promotion pushed in between', async () => {
    await release(await repository.clone(), 1);
    const [one, other] = [await repository.clone(), await repository.clone()];
    const outcomes = await Promise.all([release(one, 2), promote(other, 'v1')]);
    // The promotion comes first and is kept, or second and is refused: v1 is not what staging has any more.
    const promoted = outcomes[1].code === 0;
    expect(outcomes[0].code).toBe(0);
    const expected = promoted ? ['staging', 'production'] : ['staging'];
    const folders = new Set(
      (await repository.list()).map(path => path.split('/')[0]),
    );
    expect([...folders].sort()).toEqual(expected.sort());
  });

  it('fails with what the forge said, at once, when it may not push', async () => {
    await repository.refusePushes('echo "deploy is protected" >&2; exit 1');
    const { code, output } = await release(await repository.clone(), 1);
    expect(code).toBe(1);
    expect(output).toContain('deploy is protected');
    expect(output).not.toContain('Again');
  });

  it.each([
    ['GITHUB_SHA', 'main'],
    ['GITHUB_RUN_NUMBER', '1; id'],
    ['IMAGE', 'ghcr.io/acme/orders:latest'],
    ['IMAGE', `x"\n  evil: true\n@${digest}`],
  ])('refuses %s = %j', async (name, value) => {
    const { code, output } = await release(await repository.clone(), 1, {
      [name]: value,
    });
    expect(code).toBe(1);
    expect(output).toContain(`::error::${name}`);
  });
});

describe('a promotion', () => {
  it('copies the very same files', async () => {
    await release(await repository.clone(), 1);
    await expect(promote(await repository.clone(), 'v1')).resolves.toEqual({
      code: 0,
      output: 'Promoted v1 to production.\n',
    });
    await expect(repository.history()).resolves.toEqual([
      'Promote v1 from staging to production',
      'Release v1 to staging',
    ]);
    expect(await repository.treeOf('production')).toBe(
      await repository.treeOf('staging'),
    );
  });

  it('leaves production alone when staging goes on', async () => {
    await release(await repository.clone(), 1);
    await promote(await repository.clone(), 'v1');
    await release(await repository.clone(), 2);
    await expect(
      repository.read('production/release.yaml'),
    ).resolves.toMatchObject({
      data: { version: 'v1' },
    });
  });

  it('is refused when staging has another version by now', async () => {
    await release(await repository.clone(), 1);
    await release(await repository.clone(), 2);
    const { code, output } = await promote(await repository.clone(), 'v1');
    expect(code).toBe(1);
    expect(output).toBe(
      '::error::staging has v2 by now, not "v1": look at it, then promote it\n',
    );
    await expect(repository.history()).resolves.toHaveLength(2);
  });

  it('is refused when nothing is there', async () => {
    const { code, output } = await promote(await repository.clone(), 'v1');
    expect(code).toBe(1);
    expect(output).toBe('::error::Nothing is released to staging\n');
  });

  it('made again changes nothing', async () => {
    await release(await repository.clone(), 1);
    await promote(await repository.clone(), 'v1');
    const { output } = await promote(await repository.clone(), 'v1');
    expect(output).toBe('production runs v1 already.\n');
  });

  it('is refused between anything but two environments', async () => {
    await release(await repository.clone(), 1);
    const clone = await repository.clone();
    for (const environment of [
      { FROM: 'staging', TO: 'staging' },
      { FROM: '../x', TO: 'production' },
      { FROM: 'staging', TO: 'production; id' },
      { FROM: 'staging', TO: '' },
    ]) {
      await expect(promote(clone, 'v1', environment)).resolves.toEqual({
        code: 1,
        output: '::error::FROM and TO must name two environments\n',
      });
    }
    await expect(repository.history()).resolves.toHaveLength(1);
  });
});
