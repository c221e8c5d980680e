import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  API,
  deployment,
  forgeHandlers,
  run,
  stagingAhead,
  status,
  V214,
  V215,
  type FakeForge,
} from './__testUtils__/fakeForge';
import { GithubReleasesProvider } from './GithubReleasesProvider';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout-api',
    annotations: {
      'github.com/project-slug': 'acme/checkout-api',
      'backstage.io/managed-by-location':
        'url:http://forge.test:7990/acme/checkout-api/blob/main/catalog-info.yaml',
    },
  },
};

const config = new ConfigReader({
  integrations: {
    github: [{ host: 'forge.test:7990', apiBaseUrl: API, token: 'secret' }],
  },
});

describe('GithubReleasesProvider', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const answers: string[] = [];
  server.events.on('response:mocked', ({ request, response }) => {
    const path = request.url.slice(`${API}/repos/acme/checkout-api`.length);
    answers.push(`${response.status} ${path}`);
  });

  function start(forge: FakeForge) {
    answers.length = 0;
    server.use(...forgeHandlers(forge));
    return GithubReleasesProvider.fromConfig(config, {
      logger: mockServices.logger.mock(),
    });
  }

  it('tells what runs where and the step between', async () => {
    const provider = start(stagingAhead());

    expect(await provider.getReleases(entity)).toEqual({
      title: 'deployer',
      url: 'http://forge.test:7990/acme/checkout-api/actions',
      environments: [
        {
          environment: 'staging',
          production: false,
          current: {
            environment: 'staging',
            version: 'v215',
            revision: V215,
            title: 'Raise memory limit to 512 Mi',
            state: 'success',
            since: '2025-11-20T14:26:00.000Z',
            url: 'http://localhost:8100',
            deploymentId: '2',
          },
        },
        {
          environment: 'production',
          production: true,
          current: {
            environment: 'production',
            version: 'v214',
            revision: V214,
            title: 'Cache basket totals',
            state: 'success',
            since: '2025-11-20T14:12:00.000Z',
            url: 'http://localhost:8101',
            logUrl: 'http://forge.test:7990/logs/1',
            deploymentId: '1',
          },
        },
      ],
      promotion: {
        from: 'staging',
        to: 'production',
        version: 'v215',
        revision: V215,
        aheadBy: 1,
        compareUrl: 'http://forge.test:7990/acme/checkout-api/compare/a...b',
      },
    });
  });

  it('asks a second time only whether anything changed', async () => {
    const provider = start(stagingAhead());
    const first = await provider.getReleases(entity);
    expect(answers).toHaveLength(7);
    answers.length = 0;

    expect(await provider.getReleases(entity)).toEqual(first);
    expect(answers.toSorted()).toEqual([
      expect.stringMatching(/^304 \/actions\/workflows\/promote.yaml\/runs/),
      expect.stringMatching(/^304 \/compare\//),
      '304 /deployments/1/statuses?per_page=30',
      '304 /deployments/2/statuses?per_page=30',
      '304 /deployments?per_page=30',
    ]);
  });

  it('shows production, and offers to promote, before anything went there', async () => {
    const forge = stagingAhead();
    forge.deployments.pop();
    const provider = start(forge);

    const { environments, promotion } = await provider.getReleases(entity);

    expect(environments[1]).toEqual({
      environment: 'production',
      production: true,
    });
    expect(promotion).toEqual({
      from: 'staging',
      to: 'production',
      version: 'v215',
      revision: V215,
    });
  });

  it('knows nothing of a repository without deployments', async () => {
    const provider = start({ ...stagingAhead(), deployments: [] });

    expect(await provider.getReleases(entity)).toEqual({
      title: 'forge.test:7990',
      url: 'http://forge.test:7990/acme/checkout-api/actions',
      environments: [],
      promotion: undefined,
    });
  });

  it('offers nothing once production runs it', async () => {
    const forge = stagingAhead();
    forge.deployments.unshift(
      deployment({ id: 3, environment: 'production', version: 'v215' }),
    );
    forge.statuses[3] = [status(30, 'success')];
    const provider = start(forge);

    const { environments, promotion } = await provider.getReleases(entity);

    expect(environments[1].current?.version).toBe('v215');
    expect(promotion).toBeUndefined();
  });

  it('orders environments, leaves out passing ones, and knows production by name', async () => {
    const environments = ['qa', 'Prod-eu', 'pr-12', 'staging', 'live'];
    const forge = stagingAhead();
    forge.deployments = environments.map((environment, index) =>
      deployment({
        id: index + 1,
        environment,
        transient: environment === 'pr-12',
        production: environment === 'live',
      }),
    );
    const provider = start(forge);

    const found = await provider.getReleases(entity);

    expect(
      found.environments.map(({ environment, production }) => [
        environment,
        production,
      ]),
    ).toEqual([
      ['staging', false],
      ['qa', false],
      ['live', true],
      ['Prod-eu', true],
    ]);
  });

  it('finds production behind many deployments of staging', async () => {
    const forge = stagingAhead();
    const [staging, production] = forge.deployments;
    forge.deployments = [
      ...Array.from({ length: 40 }, (_, index) => ({
        ...staging,
        id: 100 - index,
      })),
      production,
    ];
    forge.statuses[100] = [status(50, 'success')];
    const provider = start(forge);

    const { environments } = await provider.getReleases(entity);

    expect(environments.map(({ current }) => current?.version)).toEqual([
      'v215',
      'v214',
    ]);
  });

  it('says why a promotion can not be started', async () => {
    const withoutWorkflow = start({ ...stagingAhead(), runs: undefined });
    const { promotion } = await withoutWorkflow.getReleases(entity);
    expect(promotion?.unavailable).toBe(
      'The repository has no workflow promote.yaml',
    );

    const forge = stagingAhead();
    forge.deployments[0].payload = '';
    const { promotion: unversioned } = await start(forge).getReleases(entity);
    expect(unversioned?.unavailable).toBe(
      'What staging runs was reported without a version',
    );
  });

  it('does without what is gone from the repository', async () => {
    const provider = start({ ...stagingAhead(), messages: {} });
    server.use(
      http.get(`${API}/repos/acme/checkout-api/compare/:range`, () =>
        HttpResponse.json({ message: 'Not Found' }, { status: 404 }),
      ),
    );

    const { environments, promotion } = await provider.getReleases(entity);

    expect(environments[0].current?.title).toBeUndefined();
    expect(promotion).toMatchObject({ version: 'v215', run: undefined });
  });

  describe('when the forge fails', () => {
    it.each<[number, Record<string, string>, string, string]>([
      [401, {}, 'ServiceUnavailableError', 'does not accept Fairway'],
      [403, {}, 'ServiceUnavailableError', 'does not allow this for acme/'],
      [403, { 'retry-after': '60' }, 'ServiceUnavailableError', 'limits'],
      [403, { 'x-ratelimit-remaining': '0' }, 'ServiceUnavailableError', 'lim'],
      [429, {}, 'ServiceUnavailableError', 'limits Fairway'],
      [500, {}, 'ServiceUnavailableError', 'forge.test:7990 does not answer'],
      [503, {}, 'ServiceUnavailableError', 'forge.test:7990 does not answer'],
      [404, {}, 'NotFoundError', 'acme/checkout-api was not found'],
      [409, {}, 'Error', 'refused a request for acme/checkout-api'],
    ])('with %d %j', async (code, headers, name, message) => {
      const provider = start(stagingAhead());
      server.use(
        http.get(`${API}/repos/acme/checkout-api/deployments`, () =>
          HttpResponse.json({ message: 'Refused' }, { status: code, headers }),
        ),
      );

      const error = await provider.getReleases(entity).catch(thrown => thrown);

      expect(error.name).toBe(name);
      expect(error.message).toContain(message);
      expect(JSON.stringify({ ...error, cause: error.cause })).not.toContain(
        'secret',
      );
    });

    it('by not answering', async () => {
      const provider = start(stagingAhead());
      server.use(
        http.get(`${API}/repos/acme/checkout-api/deployments`, () =>
          HttpResponse.error(),
        ),
      );

      await expect(provider.getReleases(entity)).rejects.toThrow(
        expect.objectContaining({
          name: 'ServiceUnavailableError',
          message: 'forge.test:7990 does not answer',
        }),
      );
    });

    it('by not being configured', async () => {
      const provider = GithubReleasesProvider.fromConfig(
        new ConfigReader({
          fairway: { create: { host: 'forge.test:7990' } },
        }),
        { logger: mockServices.logger.mock() },
      );

      await expect(provider.getReleases(entity)).rejects.toThrow(
        'forge.test:7990 is not configured under integrations.github',
      );
    });
  });

  describe('promoting', () => {
    const promotion = {
      from: 'staging',
      to: 'production',
      version: 'v215',
      revision: V215,
    };
    const dispatches = `${API}/repos/acme/checkout-api/actions/workflows/promote.yaml/dispatches`;

    it('dispatches the workflow and finds its run', async () => {
      const forge = { ...stagingAhead(), runs: [run(1)] };
      const provider = start(forge);
      const bodies: unknown[] = [];
      server.use(
        http.post(dispatches, async ({ request }) => {
          bodies.push(await request.json());
          forge.runs.unshift(run(2, { status: 'queued', conclusion: null }));
          return new HttpResponse(null, { status: 204 });
        }),
      );

      expect(await provider.promote(entity, promotion)).toEqual({
        url: 'http://forge.test:7990/acme/checkout-api/actions/runs/2',
      });
      expect(bodies).toEqual([
        {
          ref: 'main',
          inputs: { from: 'staging', to: 'production', version: 'v215' },
        },
      ]);
    });

    it('takes the run that the forge names', async () => {
      const provider = start(stagingAhead());
      server.use(
        http.post(dispatches, () =>
          HttpResponse.json({
            workflow_run_id: 9,
            html_url: 'http://forge.test:7990/acme/checkout-api/actions/runs/9',
          }),
        ),
      );

      const { url } = await provider.promote(entity, promotion);

      expect(url).toMatch(/runs\/9$/);
    });

    it.each(['Promote v215 from staging to production', 'Promote'])(
      'adopts the run "%s" that is under way',
      async title => {
        const provider = start({
          ...stagingAhead(),
          runs: [run(5, { status: 'in_progress', display_title: title })],
        });

        const { url } = await provider.promote(entity, promotion);

        expect(url).toMatch(/runs\/5$/);
      },
    );

    it('is refused while another version is on its way', async () => {
      const provider = start({
        ...stagingAhead(),
        runs: [run(5, { status: 'queued', display_title: 'Promote v213 now' })],
      });

      await expect(provider.promote(entity, promotion)).rejects.toThrow(
        expect.objectContaining({
          name: 'ConflictError',
          message: expect.stringContaining('v213 is being promoted already'),
        }),
      );
    });

    it('is refused where there is no workflow for it', async () => {
      const provider = start({ ...stagingAhead(), runs: undefined });

      await expect(provider.promote(entity, promotion)).rejects.toThrow(
        'The repository has no workflow promote.yaml',
      );
    });

    it('says why the forge did not start it', async () => {
      const provider = start(stagingAhead());
      server.use(
        http.post(dispatches, () =>
          HttpResponse.json(
            { message: "Workflow does not have 'workflow_dispatch' trigger" },
            { status: 422 },
          ),
        ),
      );

      await expect(provider.promote(entity, promotion)).rejects.toThrow(
        expect.objectContaining({
          name: 'ConflictError',
          message: expect.stringContaining('workflow_dispatch'),
        }),
      );
    });
  });
});
