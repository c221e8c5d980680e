import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  ServiceFactoryTester,
  mockServices,
} from '@backstage/backend-test-utils';
import * as configLoader from '@backstage/config-loader';
import { keptAnswer } from './keptAnswer';
import { rootLogger } from './rootLogger';
import { secretsOf } from './secretsOf';

jest.mock('@backstage/config-loader', () => {
  const actual = jest.requireActual('@backstage/config-loader');
  return { ...actual, loadConfigSchema: jest.fn(actual.loadConfigSchema) };
});

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../..');
const compiled = jest.mocked(configLoader.loadConfigSchema);

const configuration = (token: string) => ({
  backend: { auth: { keys: [{ secret: 'kept-for-tests' }] } },
  integrations: {
    github: [{ host: 'localhost:7990', token }, { host: 'github.com' }],
  },
});

describe('what the schema says of the configuration', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fairway-config-'));
    process.env.FAIRWAY_CONFIG_CACHE = folder;
    compiled.mockClear();
  });
  afterEach(async () => {
    delete process.env.FAIRWAY_CONFIG_CACHE;
    await rm(folder, { recursive: true });
  });

  it('finds the secrets, and compiles the schema for it only once', async () => {
    const expected = new Set(['kept-for-tests', 'of-the-forge']);
    const config = configuration('of-the-forge');
    expect(await secretsOf(config, root)).toEqual(expected);
    expect(compiled).toHaveBeenCalledTimes(1);
    expect(await secretsOf(config, root)).toEqual(expected);
    expect(compiled).toHaveBeenCalledTimes(1);
  });

  it('compiles it again for another configuration', async () => {
    await secretsOf(configuration('of-the-forge'), root);
    const found = await secretsOf(configuration('another'), root);
    expect(found).toContain('another');
    expect(found).not.toContain('of-the-forge');
    expect(compiled).toHaveBeenCalledTimes(2);
  });

  it('writes down where secrets stand, not what they are', async () => {
    await secretsOf(configuration('of-the-forge'), root);
    const kept = await readFile(join(folder, 'secrets.json'), 'utf8');
    expect(kept).toContain('integrations.github[0].token');
    expect(kept).not.toContain('of-the-forge');
    expect(kept).not.toContain('kept-for-tests');
  });

  it('finds what Backstage finds', async () => {
    const config = configuration('of-the-forge');
    const schema = await configLoader.loadConfigSchema({
      dependencies: ['backend'],
    });
    const [{ data }] = schema.process([{ data: config, context: 'test' }], {
      visibility: ['secret'],
      ignoreSchemaErrors: true,
    });
    const all = new Set<string>();
    JSON.stringify(data, (_, value) => {
      if (typeof value === 'string') all.add(value);
      return value;
    });
    expect(await secretsOf(config, root)).toEqual(all);
  });

  it('has the log leave them out', async () => {
    const redacted = jest.spyOn(WinstonLogger.prototype, 'addRedactions');
    await ServiceFactoryTester.from(rootLogger, {
      dependencies: [
        mockServices.rootConfig.factory({
          data: configuration('of-the-forge'),
        }),
      ],
    }).getSubject();
    expect(redacted.mock.calls).toEqual([
      [new Set(['kept-for-tests', 'of-the-forge'])],
    ]);
  });

  it('asks anew when what was kept is spoilt, and each time without a folder', async () => {
    const ask = jest.fn(async () => ['answer']);
    await keptAnswer('name', { question: 1 }, ask);
    await keptAnswer('name', { question: 1 }, ask);
    expect(ask).toHaveBeenCalledTimes(1);
    await writeFile(join(folder, 'name.json'), '{"print"');
    expect(await keptAnswer('name', { question: 1 }, ask)).toEqual(['answer']);
    expect(ask).toHaveBeenCalledTimes(2);
    delete process.env.FAIRWAY_CONFIG_CACHE;
    await keptAnswer('name', { question: 1 }, ask);
    expect(ask).toHaveBeenCalledTimes(3);
  });
});
