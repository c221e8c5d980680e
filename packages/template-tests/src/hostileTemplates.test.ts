import { createMockDirectory } from '@backstage/backend-test-utils';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { startScaffolder } from './startScaffolder';

// A busy machine takes its time.
jest.setTimeout(60_000);

const directory = createMockDirectory();
let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

beforeAll(async () => {
  scaffolder = await startScaffolder({ host: 'localhost:7990' });
});
afterAll(() => scaffolder.stop());

/** Renders a skeleton that nobody has reviewed. */
function render(skeleton: Record<string, string>, x = 'harmless') {
  directory.setContent({ content: skeleton });
  const entity: TemplateEntityV1beta3 = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'hostile' },
    spec: {
      type: 'service',
      owner: 'group:default/platform',
      parameters: { properties: { x: { type: 'string' } } },
      steps: [
        {
          id: 'render',
          name: 'Render',
          action: 'fetch:template',
          input: { url: './content', values: { x: '${{ parameters.x }}' } },
        },
      ],
    },
  };
  return scaffolder.render(
    {
      folder: directory.path,
      content: directory.resolve('content'),
      entity,
    },
    { x },
  );
}

describe('a skeleton that would do more than it should', () => {
  it('is rendered where it is harmless', async () => {
    const { files } = await render({
      '${{ values.x }}.txt': '${{ values.x }}',
    });
    expect(files.get('harmless.txt')).toBe('harmless');
  });

  it.each([
    ['reach the constructor of functions', `''.constructor.constructor('x')()`],
    ['reach it by its name as a text', `''['constructor']['constructor']`],
    ['reach a prototype', `({}).__proto__`],
  ])('may not %s', async (_, expression) => {
    await expect(render({ 'a.txt': `\${{ ${expression} }}` })).rejects.toThrow(
      /is reserved/,
    );
  });

  it('ends when it would go on for ever, and nobody waits for it', async () => {
    await expect(
      render({ 'a.txt': '{% for i in range(0, 1000000000) %}x{% endfor %}' }),
    ).rejects.toThrow(/work unit limit/);
  });

  it('writes nowhere but into its workspace', async () => {
    await expect(
      render({ '${{ values.x }}': 'out' }, '../../x'),
    ).rejects.toThrow(/NotAllowedError|not allowed|Relative path/i);
  });
});
