import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import request from 'supertest';
import techdocsModuleFairway from './index';

const source = createMockDirectory();
const site = createMockDirectory();

it('builds and serves documentation in a real TechDocs backend', async () => {
  source.setContent({
    'catalog-info.yaml': '',
    docs: { 'index.md': '# Ledger\n', 'run.md': '# Run it\n' },
  });
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      uid: 'ledger-1',
      name: 'ledger',
      namespace: 'default',
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/source-location': `file:${source.resolve('catalog-info.yaml')}`,
      },
    },
  };
  const { server } = await startTestBackend({
    features: [
      techdocsPlugin,
      techdocsModuleFairway,
      catalogServiceMock.factory({ entities: [entity] }),
      mockServices.rootConfig.factory({
        data: {
          techdocs: {
            builder: 'local',
            publisher: {
              type: 'local',
              local: { publishDirectory: site.path },
            },
          },
        },
      }),
    ],
  });
  const get = (path: string) => request(server).get(`/api/techdocs${path}`);
  const ledger = 'default/Component/ledger';

  const sync = await get(`/sync/${ledger}`);
  expect(sync.text).toContain('2 pages written');
  expect(sync.text).toContain('event: finish\ndata: {"updated":true}');

  const page = await get(
    `/static/docs/default/component/ledger/run/index.html`,
  );
  expect(page.status).toBe(200);
  expect(page.text).toContain('<h1 id="run-it">Run it');

  const { path } = /href="(?<path>[^"]+\.min\.css)"/.exec(page.text)!.groups!;
  const style = await get(
    `/static/docs/default/component/ledger/run/${path}`.replace('run/../', ''),
  );
  expect(style.headers['content-type']).toMatch('text/css');

  const metadata = await get(`/metadata/techdocs/${ledger}`);
  expect(metadata.body).toMatchObject({ site_name: 'ledger' });
});
