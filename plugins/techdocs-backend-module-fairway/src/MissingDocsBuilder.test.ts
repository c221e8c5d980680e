import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { MissingDocsBuilder } from './MissingDocsBuilder';

const component = (name: string, documented = true) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    ...(documented && {
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    }),
  },
});

function start(answers: Record<string, Response>) {
  const request = jest
    .spyOn(global, 'fetch')
    .mockImplementation(async url => answers[String(url)].clone());
  const logger = mockServices.logger.mock();
  const builder = MissingDocsBuilder.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [component('old'), component('new'), component('none', false)],
    }),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => 'http://techdocs',
    }),
    logger,
  });
  const asked = () => request.mock.calls.map(([url]) => String(url));
  return { builder, asked, logger };
}

const metadata = 'http://techdocs/metadata/techdocs/default/Component';
const sync = 'http://techdocs/sync/default/Component';

describe('MissingDocsBuilder', () => {
  afterEach(() => jest.restoreAllMocks());

  it('builds what was never built, once, and nothing else', async () => {
    const { builder, asked, logger } = start({
      [`${metadata}/old`]: new Response('{}'),
      [`${metadata}/new`]: new Response('', { status: 404 }),
      [`${sync}/new`]: new Response(
        'event: finish\ndata: {"updated":true}\n\n',
      ),
    });
    await builder.run();
    await builder.run();
    expect(asked()).toEqual([
      `${metadata}/old`,
      `${metadata}/new`,
      `${sync}/new`,
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says once what could not be built', async () => {
    const { builder, asked, logger } = start({
      [`${metadata}/old`]: new Response('{}'),
      [`${metadata}/new`]: new Response('', { status: 404 }),
      [`${sync}/new`]: new Response('event: error\ndata: "no docs"\n\n'),
    });
    await builder.run();
    await builder.run();
    expect(asked().filter(url => url === `${sync}/new`)).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith('Documentation was not built', {
      entityRef: 'component:default/new',
      problem: '"no docs"',
    });
  });
});
