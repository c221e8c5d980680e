import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The plugin itself: that the two fit together is what is tested here.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import releasesPlugin from '@fairway/plugin-releases-backend';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import { startSandbox, type Sandbox } from '@fairway/sandbox';
import { Octokit } from '@octokit/rest';
import request from 'supertest';
import { releasesModuleGithub } from './module';

const REPOSITORY = { owner: 'acme', repo: 'checkout-api' };
const RELEASES = '/api/releases/entities/component/default/checkout-api';
const DEPLOYER_TOKEN = 'ghs_deployer_of_this_test';

/** Waits for a file, so that a test decides when the run ends. */
function workflow(gate: string): string {
  return `name: Promote
run-name: Promote \${{ inputs.version }} from \${{ inputs.from }} to \${{ inputs.to }}
on:
  workflow_dispatch:
    inputs:
      from: { type: string, default: staging }
      to: { type: string, default: production }
      version: { type: string, required: true }
jobs:
  promote:
    runs-on: ubuntu-latest
    timeout-minutes: 1
    steps:
      - run: until [ -e '${gate}' ]; do sleep 0.05; done
`;
}

describe('releases of a repository at the sandbox', () => {
  let stateDir: string;
  let sandbox: Sandbox;
  let portal: Octokit;
  let deployer: Octokit;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  const revisions: string[] = [];

  async function commit(path: string, message: string, content: string) {
    const { data } = await portal.rest.repos.createOrUpdateFileContents({
      ...REPOSITORY,
      path,
      message,
      content: Buffer.from(content).toString('base64'),
    });
    return data.commit.sha!;
  }

  /** Reports as the deployer does. */
  async function deploy(options: {
    environment: string;
    version: string;
    revision: string;
    states: ('in_progress' | 'success' | 'failure')[];
  }) {
    const { environment, version, revision, states } = options;
    const { data } = await deployer.rest.repos.createDeployment({
      ...REPOSITORY,
      ref: revision,
      environment,
      auto_merge: false,
      required_contexts: [],
      production_environment: environment === 'production',
      payload: { version, runId: '1' },
    });
    const { id } = data as { id: number };
    for (const state of states) {
      await deployer.rest.repos.createDeploymentStatus({
        ...REPOSITORY,
        deployment_id: id,
        state,
        environment_url: `http://localhost:81/${environment}`,
        log_url: `${sandbox.url}/acme/checkout-api/log`,
      });
    }
  }

  async function read(): Promise<EntityReleases> {
    const { body, status } = await request(server).get(RELEASES);
    expect(status).toBe(200);
    return body;
  }

  /** A run takes its time. */
  async function readUntilRunEnded(): Promise<EntityReleases> {
    for (;;) {
      const releases = await read();
      if (releases.promotion?.run?.status === 'completed') {
        return releases;
      }
    }
  }

  const promote = (version: string) =>
    request(server)
      .post(`${RELEASES}/promotions`)
      .send({ from: 'staging', to: 'production', version });

  const environment = (releases: EntityReleases, name: string) =>
    releases.environments.find(found => found.environment === name);

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'releases-'));
    sandbox = await startSandbox({
      stateDir,
      deployerToken: DEPLOYER_TOKEN,
      deployTarget: false,
    });
    const baseUrl = sandbox.apiBaseUrl;
    portal = new Octokit({ baseUrl, auth: sandbox.token });
    deployer = new Octokit({ baseUrl, auth: DEPLOYER_TOKEN });

    await portal.rest.repos.createInOrg({ org: 'acme', name: 'checkout-api' });
    revisions.push(
      await commit('README.md', 'Begin', '# checkout-api'),
      await commit(
        '.github/workflows/promote.yaml',
        'Promote by a workflow\n\nIt waits to be told.',
        workflow(join(stateDir, 'gate')),
      ),
    );

    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'checkout-api',
        namespace: 'default',
        annotations: {
          'github.com/project-slug': 'acme/checkout-api',
          'backstage.io/managed-by-location': `url:${sandbox.url}/acme/checkout-api/blob/main/catalog-info.yaml`,
        },
      },
    };
    // A record that changed is never answered from what was kept.
    let etag = 0;
    const catalog = catalogServiceMock.mock({
      getEntityByRef: async () => {
        etag += 1;
        const metadata = { ...entity.metadata, etag: String(etag) };
        return { ...entity, metadata };
      },
    });
    ({ server } = await startTestBackend({
      features: [
        releasesPlugin,
        releasesModuleGithub,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog,
        }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.user('user:default/dana'),
        }),
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              github: [
                {
                  host: sandbox.host,
                  apiBaseUrl: sandbox.apiBaseUrl,
                  token: sandbox.token,
                },
              ],
            },
          },
        }),
      ],
    }));
  }, 60_000);

  afterAll(async () => {
    await sandbox?.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  it('goes from nothing to production', async () => {
    const nothing = await read();
    expect(nothing.environments).toEqual([]);
    expect(nothing.source).toMatchObject({
      title: sandbox.host,
      url: `${sandbox.url}/acme/checkout-api/actions`,
    });
    expect((await promote('v2')).status).toBe(400);

    // The first release reaches staging.
    await deploy({
      environment: 'staging',
      version: 'v1',
      revision: revisions[0],
      states: ['in_progress', 'success'],
    });
    const first = await read();
    expect(environment(first, 'staging')?.current).toMatchObject({
      version: 'v1',
      revision: revisions[0],
      title: 'Begin',
      state: 'success',
      url: 'http://localhost:81/staging',
    });
    expect(environment(first, 'production')).toEqual({
      environment: 'production',
      production: true,
    });
    expect(first.source.title).toBe('deployer');
    expect(first.promotion).toEqual({
      from: 'staging',
      to: 'production',
      version: 'v1',
      revision: revisions[0],
    });

    // Production has it, staging the next.
    await deploy({
      environment: 'production',
      version: 'v1',
      revision: revisions[0],
      states: ['success'],
    });
    await deploy({
      environment: 'staging',
      version: 'v2',
      revision: revisions[1],
      states: ['in_progress', 'success'],
    });
    const ahead = await read();
    expect(environment(ahead, 'staging')).toMatchObject({
      current: { version: 'v2', title: 'Promote by a workflow' },
      previous: { version: 'v1' },
    });
    expect(ahead.promotion).toMatchObject({
      aheadBy: 1,
      compareUrl: expect.stringContaining(
        `/acme/checkout-api/compare/${revisions[0]}...${revisions[1]}`,
      ),
    });
    expect(ahead.mayPromote).toBe(true);

    // Promoting what no longer runs in staging is refused, what does starts one run.
    expect((await promote('v1')).status).toBe(409);
    const answers = await Promise.all([promote('v2'), promote('v2')]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [{ url }, { url: again }] = answers.map(({ body }) => body);
    expect(url).toMatch(/\/acme\/checkout-api\/actions\/runs\/\d+$/);
    expect(again).toBe(url);
    expect((await read()).promotion?.run).toMatchObject({
      url,
      version: 'v2',
    });

    await writeFile(join(stateDir, 'gate'), '');
    const done = await readUntilRunEnded();
    expect(done.promotion?.run?.conclusion).toBe('success');

    // The deployer takes it up.
    await deploy({
      environment: 'production',
      version: 'v2',
      revision: revisions[1],
      states: ['in_progress', 'success'],
    });
    const served = await read();
    expect(served.promotion).toBeUndefined();
    expect(environment(served, 'production')).toMatchObject({
      current: { version: 'v2', url: 'http://localhost:81/production' },
      previous: { version: 'v1' },
    });
    const refused = await promote('v2');
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toBe('production runs v2 already');
  }, 60_000);

  it('tells of a release that did not start, and what still serves', async () => {
    await deploy({
      environment: 'production',
      version: 'v3',
      revision: revisions[1],
      states: ['in_progress', 'failure'],
    });

    const found = await read();

    expect(environment(found, 'production')).toMatchObject({
      current: { version: 'v2', state: 'success' },
      latest: { version: 'v3', state: 'failure' },
    });
  }, 30_000);
});
