import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

interface Delivery {
  headers: IncomingHttpHeaders;
  body: string;
}

const secret = 'webhook secret';
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A receiver of webhooks that one can wait for. */
class Receiver {
  readonly received: Delivery[] = [];
  status = 202;
  readonly #server: Server;
  #changed: () => void = () => {};

  constructor() {
    this.#server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) {
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks).toString('utf8');
      this.received.push({ headers: req.headers, body });
      res.writeHead(this.status).end('noted');
      this.#changed();
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** The deliveries that match, as soon as there are this many. */
  async wait(
    matches: (delivery: Delivery) => boolean,
    count = 1,
  ): Promise<Delivery[]> {
    for (;;) {
      const found = this.received.filter(matches);
      if (found.length >= count) {
        return found;
      }
      await new Promise<void>(resolve => {
        this.#changed = resolve;
      });
    }
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function isEvent(name: string) {
  return (delivery: Delivery) => delivery.headers['x-github-event'] === name;
}

describe('webhooks', () => {
  const receiver = new Receiver();
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox({
      webhook: { url: await receiver.listen(), secret },
    });
  });
  afterAll(async () => {
    await sandbox.remove();
    receiver.close();
  });

  it('signs each delivery and gives it an id', async () => {
    const [push] = await receiver.wait(isEvent('push'));
    const expected = `sha256=${createHmac('sha256', secret).update(push.body).digest('hex')}`;
    const given = String(push.headers['x-hub-signature-256']);
    expect(timingSafeEqual(Buffer.from(given), Buffer.from(expected))).toBe(
      true,
    );
    expect(push.headers['x-github-delivery']).toMatch(isUuid);
    expect(push.headers['content-type']).toBe('application/json');
    expect(JSON.parse(push.body)).toMatchObject({
      ref: 'refs/heads/main',
      before: '0'.repeat(40),
      created: true,
      organization: { login: 'acme' },
      repository: { full_name: 'acme/catalog' },
      pusher: { name: 'petra' },
      commits: [{ added: ['README.md', 'catalog-info.yaml'], removed: [] }],
    });
  });

  it('tells deployments, and that a success makes the earlier one inactive', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const catalog = { owner: 'acme', repo: 'catalog' };
    const deploy = async () => {
      const { data } = await octokit.repos.createDeployment({
        ...catalog,
        ref: 'main',
        environment: 'staging',
        auto_merge: false,
        required_contexts: [],
        payload: { version: 'v1' },
      });
      await octokit.repos.createDeploymentStatus({
        ...catalog,
        deployment_id: (data as { id: number }).id,
        state: 'success',
        environment_url: 'http://localhost:8100',
      });
      return (data as { id: number }).id;
    };
    const first = await deploy();
    const second = await deploy();
    const statuses = await receiver.wait(isEvent('deployment_status'), 3);
    const told = statuses
      .map(({ body }) => JSON.parse(body))
      .map(({ deployment, deployment_status: status }) => [
        deployment.id,
        status.state,
      ]);
    expect(told.sort()).toEqual([
      [first, 'inactive'],
      [first, 'success'],
      [second, 'success'],
    ]);
    const { data } = await octokit.repos.listDeploymentStatuses({
      ...catalog,
      deployment_id: first,
    });
    expect(data.map(({ state }) => state)).toEqual(['inactive', 'success']);
    const environments = await octokit.repos.getAllEnvironments(catalog);
    expect(environments.data.environments?.map(({ name }) => name)).toEqual([
      'staging',
    ]);
  });

  it('keeps a log, does not try again by itself, and delivers again when asked', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    receiver.status = 500;
    await octokit.repos.createInOrg({ org: 'acme', name: 'noisy' });
    const made = (delivery: Delivery) =>
      isEvent('repository')(delivery) &&
      JSON.parse(delivery.body).repository.name === 'noisy';
    const [failed] = await receiver.wait(made);
    const guid = failed.headers['x-github-delivery'];
    const [hook] = (await octokit.orgs.listWebhooks({ org: 'acme' })).data;
    expect(hook.config.secret).toBe('********');
    const entryOf = async () => {
      const { data } = await octokit.orgs.listWebhookDeliveries({
        org: 'acme',
        hook_id: hook.id,
      });
      return data.filter(delivery => delivery.guid === guid);
    };
    let [entry] = await entryOf();
    while (entry.status_code !== 500) {
      [entry] = await entryOf();
    }
    expect(entry).toMatchObject({ event: 'repository', redelivery: false });
    receiver.status = 202;
    await octokit.orgs.redeliverWebhookDelivery({
      org: 'acme',
      hook_id: hook.id,
      delivery_id: entry.id,
    });
    const both = await receiver.wait(made, 2);
    expect(both[1].headers['x-github-delivery']).toBe(guid);
    expect(both[1].body).toBe(failed.body);
    const details = await octokit.orgs.getWebhookDelivery({
      org: 'acme',
      hook_id: hook.id,
      delivery_id: entry.id,
    });
    expect(details.data.response.payload).toBe('noted');
    expect(details.data.request.payload).toMatchObject({ action: 'created' });
  });

  it('lets only owners see the hooks', async () => {
    const dana = sandbox.octokit(await sandbox.signIn('dana'));
    await expect(dana.orgs.listWebhooks({ org: 'acme' })).rejects.toMatchObject(
      { status: 403 },
    );
  });

  it('pings a new hook of a repository and tells it only what it wants to hear', async () => {
    const octokit = sandbox.octokit(sandbox.token);
    const own = new Receiver();
    const url = await own.listen();
    try {
      await octokit.repos.createWebhook({
        owner: 'acme',
        repo: 'catalog',
        config: { url, content_type: 'json', secret: 'other' },
        events: ['deployment'],
      });
      const [ping] = await own.wait(isEvent('ping'));
      expect(JSON.parse(ping.body)).toMatchObject({
        repository: { full_name: 'acme/catalog' },
        hook: { config: { secret: '********' } },
      });
      await octokit.repos.createDeployment({
        owner: 'acme',
        repo: 'catalog',
        ref: 'main',
        auto_merge: false,
        required_contexts: [],
      });
      await own.wait(isEvent('deployment'));
      expect(
        own.received.map(({ headers }) => headers['x-github-event']),
      ).toEqual(['ping', 'deployment']);
    } finally {
      own.close();
    }
  });
});
