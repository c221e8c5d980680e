import { createMockDirectory } from '@backstage/backend-test-utils';
import { assertGeneratedFiles } from './assertGeneratedFiles';

const directory = createMockDirectory();
const WORKFLOW = '.github/workflows/ci.yaml';
const CATALOG_INFO = 'catalog-info.yaml';

const expectedEntity = {
  kind: 'Component',
  name: 'ledger',
  owner: 'group:default/payments',
  description: 'Keeps: the "books"',
};

function entity(description: string, more = ''): string {
  return `kind: Component\nmetadata:\n  name: ledger\n  description: ${description}\nspec:\n  owner: group:default/payments\n${more}`;
}

function check(file: string, text: string) {
  directory.setContent({ [file]: text });
  return assertGeneratedFiles({
    folder: directory.path,
    files: [file],
    expectedEntity: file === CATALOG_INFO ? expectedEntity : undefined,
  });
}

describe('assertGeneratedFiles', () => {
  it('accepts a workflow and an entity that say what they should', async () => {
    await expect(
      check(WORKFLOW, 'on: push\njobs:\n  test:\n    runs-on: x\n'),
    ).resolves.toBeUndefined();
    await expect(
      check(CATALOG_INFO, entity('"Keeps: the \\"books\\""')),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['on: push\njobs: ${{ secrets.X }\n', WORKFLOW],
    ['on: push\non: pull_request\njobs:\n  a: {}\n', 'unique'],
    ['on: push\n', 'a workflow needs jobs'],
    ['- on: push\n', 'a workflow needs jobs'],
    ['on: [push\njobs:\n', WORKFLOW],
  ])('refuses the workflow %j', async (text, message) => {
    await expect(check(WORKFLOW, text)).rejects.toThrow(message);
  });

  it.each([
    ['another description', entity('x'), 'metadata.description'],
    [
      'an owner that came with the description',
      entity('x', '').replace(
        'description: x',
        `description: ${expectedEntity.description}`,
      ),
      CATALOG_INFO,
    ],
    [
      'a second entity',
      `${entity('"Keeps: the \\"books\\""')}---\nkind: Component\n`,
      'exactly one entity',
    ],
    [
      'a key that is there twice',
      entity('"Keeps: the \\"books\\""', '  owner: group:default/x\n'),
      'unique',
    ],
    ['nothing', '', 'exactly one entity'],
  ])('refuses %s', async (_, text, message) => {
    await expect(check(CATALOG_INFO, text)).rejects.toThrow(message);
  });

  it('misses a catalog-info.yaml that should be there', async () => {
    await expect(
      assertGeneratedFiles({
        folder: directory.path,
        files: ['README.md'],
        expectedEntity,
      }),
    ).rejects.toThrow('has rendered no catalog-info.yaml');
  });
});
