import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import entityModelModule from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse, stringify } from 'yaml';
import { waitFor } from '../../__testUtils__/waitFor';
import { templatePatternsModule } from './templatePatternsModule';

jest.setTimeout(120_000);

const OURS = resolve(__dirname, '../../../../../templates');
const CATASTROPHIC = '^([a-z]+)+$';

const template = (name: string, pattern: string, message: string) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name },
  spec: {
    type: 'service',
    parameters: [{ properties: { text: { type: 'string', pattern } } }],
    steps: [{ id: 'say', action: 'debug:log', input: { message } }],
  },
});

describe('templates that come into the catalog', () => {
  let folder: string;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  const put = (entity: ReturnType<typeof template>) =>
    writeFile(join(folder, `${entity.metadata.name}.yaml`), stringify(entity));
  const read = (name: string) =>
    request(backend.server)
      .get(`/api/catalog/entities/by-name/template/default/${name}`)
      .set('authorization', mockCredentials.service.header());
  const errorsOf = async (name: string) => {
    const { body } = await read(name);
    return body.status?.items?.map((item: any) => item.error.message) ?? [];
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fairway-templates-'));
    await put(template('harmless', '^[a-z]+$', 'first'));
    await put(template('refused', CATASTROPHIC, 'first'));
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        entityModelModule,
        templatePatternsModule,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [{ allow: ['Template', 'Location'] }],
              processingInterval: { seconds: 1 },
              stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
              locations: [`${folder}/*.yaml`, `${OURS}/*/template.yaml`].map(
                target => ({ type: 'file', target }),
              ),
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('include all of ours', async () => {
    for (const name of await readdir(OURS)) {
      const file = await readFile(join(OURS, name, 'template.yaml'), 'utf8');
      const { metadata } = parse(file);
      await waitFor(metadata.name, async () => {
        const { status } = await read(metadata.name);
        return status === 200;
      });
      expect(await errorsOf(metadata.name)).toEqual([]);
    }
  });

  it('are refused with a catastrophic pattern, and the field is named', async () => {
    await waitFor('the harmless one', async () => {
      const { status } = await read('harmless');
      return status === 200;
    });
    const { status, body } = await request(backend.server)
      .post('/api/catalog/validate-entity')
      .set('authorization', mockCredentials.service.header())
      .send({
        entity: template('refused', CATASTROPHIC, 'first'),
        location: `url:http://localhost/refused.yaml`,
      });
    expect([status, JSON.stringify(body)]).toEqual([
      400,
      expect.stringContaining(
        'spec.parameters[0].properties.text.pattern: the pattern can take exponentially long',
      ),
    ]);
    expect((await read('refused')).status).toBe(404);
  });

  it.each([
    [
      'in its form',
      template('changing', '^(a|aa)+$', 'second'),
      'spec.parameters[0].properties.text.pattern: the pattern can take exponentially long',
    ],
    [
      'in an expression',
      template(
        'changing',
        '^[a-z]+$',
        '${{ parameters.text | replace(r/(\\s*x*)*$/g, "") }}',
      ),
      'spec.steps[0].input.message: the pattern can take exponentially long',
    ],
  ])(
    'stay as they were with one that is put in later, %s',
    async (_, changed, problem) => {
      await put(template('changing', '^[a-z]+$', 'first'));
      await waitFor('the good one without errors', async () => {
        const { status } = await read('changing');
        return status === 200 && (await errorsOf('changing')).length === 0;
      });
      await put(changed);
      await waitFor('the error', async () => {
        const [message] = await errorsOf('changing');
        return message?.includes(problem);
      });
      const { body } = await read('changing');
      expect(body.spec.steps[0].input.message).toBe('first');
      expect(body.spec.parameters[0].properties.text.pattern).toBe('^[a-z]+$');
    },
  );
});
