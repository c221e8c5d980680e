import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  Fact,
  MissingFacts,
  ReconcileContext,
} from '@fairway/plugin-metrics-node';
import { type FakeAnswer, startFakeForge } from '../__testUtils__/fakeForge';
import { GithubSource } from '../GithubSource';

jest.setTimeout(60_000);

const SHA = 'a'.repeat(40);
const AGO = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

describe('GithubReconciler', () => {
  let forge: Awaited<ReturnType<typeof startFakeForge>>;
  let source: GithubSource;
  const logger = mockServices.logger.mock();
  const facts: Fact[] = [];
  const completed: string[] = [];
  const gaps: ({ since: Date; reason: string } | undefined)[] = [];

  beforeEach(async () => {
    forge = await startFakeForge();
    for (const list of [facts, completed, gaps]) list.length = 0;
    jest.clearAllMocks();
    source = GithubSource.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host: forge.host, apiBaseUrl: forge.url, token: 't' }],
        },
        metrics: {
          github: {
            webhookSecrets: 'a secret of the tests',
            releaseEnvironment: 'production',
          },
        },
      }),
      { logger },
    );
  });
  afterEach(() => forge.stop());

  const contextOf = (
    slugs: string[],
    more: Partial<ReconcileContext> & { completeTo?: Date } = {},
  ): ReconcileContext => ({
    projects: slugs.map(slug => ({
      project: `${forge.host}/${slug}`,
      entityRefs: [],
      ...(more.completeTo && { completeTo: more.completeTo }),
    })),
    sink: {
      record: async (_, recorded) => void facts.push(...recorded),
      reportGap: async (_, gap) => void gaps.push(gap),
    },
    signal: new AbortController().signal,
    missing: async () => [],
    received: async () => new Set<string>(),
    completed: async project => void completed.push(project),
    ...more,
  });

  it('reads issues and releases too', async () => {
    forge.addRepository('acme/shop');
    forge.on('GET /repos/acme/shop/issues', query => ({
      body:
        query.get('labels') === 'incident' && query.get('state') === 'all'
          ? [
              {
                ...{ number: 3, title: 'Down', state: 'open', body: null },
                html_url: `${forge.url}/acme/shop/issues/3`,
                ...{ created_at: AGO(9), updated_at: AGO(9) },
                labels: [{ name: 'incident' }],
              },
            ]
          : [],
    }));
    forge.on('GET /repos/acme/shop/releases', () => ({
      body: [
        {
          ...{ id: 5, tag_name: 'v2', draft: false, prerelease: false },
          target_commitish: 'main',
          html_url: `${forge.url}/acme/shop/releases/tag/v2`,
          ...{ created_at: AGO(9), published_at: AGO(8) },
        },
      ],
    }));
    forge.on('GET /repos/acme/shop/commits/tags%2Fv2', () => ({
      body: { sha: SHA },
    }));
    await source.reconcile(contextOf(['acme/shop']));
    expect(facts).toMatchObject([
      { type: 'incident', title: 'Down' },
      { type: 'deploymentStatus', state: 'success' },
      { type: 'deployment', revision: SHA, version: 'v2' },
    ]);
    expect(completed).toEqual([`${forge.host}/acme/shop`]);
    expect(gaps).toEqual([undefined]);
  });

  it('asks whether something changed, and reads nothing twice', async () => {
    forge.addRepository('acme/shop');
    let unchanged = 0;
    forge.on('GET /repos/acme/shop/deployments', (_, request): FakeAnswer => {
      if (request.headers['if-none-match'] === '"1"') {
        unchanged += 1;
        return { status: 304 };
      }
      return { headers: { etag: '"1"' }, body: [] };
    });
    for (let run = 0; run < 3; run++)
      await source.reconcile(contextOf(['acme/shop']));
    expect(unchanged).toBe(2);
    expect(completed).toHaveLength(3);
  });

  it('leaves out none for what fails at another, and says since when it is missing', async () => {
    forge.addRepository('acme/good');
    forge.on('GET /repos/acme/broken', () => ({ status: 500 }));
    const completeTo = new Date(Date.now() - 30 * 60_000);
    const context = contextOf(['acme/broken', 'acme/good'], { completeTo });
    await source.reconcile(context);
    expect(completed).toEqual([`${forge.host}/acme/good`]);
    expect(gaps.at(-1)).toMatchObject({ since: completeTo });
    expect(forge.count('GET /repos/acme/broken')).toBe(1);
  });

  it('says nothing of a run that failed once', async () => {
    forge.on('GET /repos/acme/broken', () => ({ status: 502 }));
    await source.reconcile(
      contextOf(['acme/broken'], { completeTo: new Date(Date.now() - 60_000) }),
    );
    expect(gaps).toEqual([undefined]);
  });

  it('makes no more requests once it is refused, and says until when', async () => {
    forge.addRepository('acme/shop');
    forge.on('GET /repos/acme/shop/pulls', () => ({
      status: 429,
      headers: { 'retry-after': '600' },
    }));
    await source.reconcile(contextOf(['acme/shop', 'acme/next']));
    expect(gaps.at(-1)!.reason).toMatch(/takes no more requests until \d{4}-/);
    expect(completed).toEqual([]);
    const before = forge.count();
    await source.reconcile(contextOf(['acme/shop', 'acme/next']));
    expect(forge.count()).toBe(before);
    expect(gaps.at(-1)).toBeDefined();
  });

  it('leaves to the next run what is too much for one, longest unread first', async () => {
    const slugs = Array.from({ length: 100 }, (_, index) => `acme/s${index}`);
    for (const slug of slugs) forge.addRepository(slug);
    const context = contextOf(slugs);
    await source.reconcile(context);
    expect(completed.length).toBeGreaterThan(40);
    expect(completed.length).toBeLessThan(100);
    expect(gaps.at(-1)!.reason).toMatch(
      /The history of \S+ is not read yet.*and \d+ more/,
    );
    for (const project of context.projects)
      if (completed.includes(project.project)) project.completeTo = new Date();
    const first = [...completed];
    await source.reconcile(context);
    expect(new Set(completed).size).toBe(100);
    expect(completed.slice(first.length).slice(0, 100 - first.length)).toEqual(
      slugs.slice(first.length).map(slug => `${forge.host}/${slug}`),
    );
    expect(gaps.at(-1)).toBeUndefined();
  });

  it('asks for the commits between deployments, page by page', async () => {
    forge.addRepository('acme/shop');
    forge.on('GET /repos/acme/shop/compare/a...b', query => {
      const page = Number(query.get('page'));
      return {
        body: {
          ...{ status: 'ahead', total_commits: 150 },
          commits: Array.from(
            { length: page === 1 ? 100 : 50 },
            (_, index) => ({
              sha: `${page}-${index}`,
              commit: {
                message: 'One\n\nmore',
                committer: { date: '2026-01-05T10:00:00Z' },
              },
            }),
          ),
        },
      };
    });
    const missing: MissingFacts = {
      project: `${forge.host}/acme/shop`,
      comparisons: [
        { base: 'a', head: 'b' },
        { base: 'b', head: 'gone' },
      ],
      changes: [],
    };
    const hidden = { ...missing, project: `${forge.host}/acme/hidden` };
    await source.reconcile(
      contextOf([], { missing: async () => [missing, hidden] }),
    );
    // Of what may not be read nothing is said.
    expect(facts.filter(fact => fact.project !== missing.project)).toEqual([]);
    expect(gaps).toEqual([undefined]);
    expect(facts).toMatchObject([
      { ...{ base: 'a', head: 'b', relation: 'ahead', truncated: false } },
      // So that nobody is asked for it again.
      { ...{ base: 'b', head: 'gone', relation: 'diverged', commits: [] } },
    ]);
    expect((facts[0] as any).commits).toHaveLength(150);
    expect((facts[0] as any).commits[149].revision).toBe('2-49');
  });

  it('tells once that the webhooks may not be read, and goes on', async () => {
    forge.addRepository('acme/shop');
    forge.on('GET /orgs/acme/hooks', () => ({ status: 403 }));
    await source.reconcile(contextOf(['acme/shop']));
    await source.reconcile(contextOf(['acme/shop']));
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(completed).toHaveLength(2);
    expect(gaps.at(-1)).toBeUndefined();
  });

  it('misses no delivery that failed once and is here, as after a restart', async () => {
    const [here, lost] = ['ab12', 'CD34'];
    forge.addRepository('acme/shop');
    forge.on('GET /orgs/acme/hooks', () => ({
      body: [
        {
          ...{ id: 7, active: true },
          config: { url: 'https://portal.example/api/metrics/ingest/github' },
        },
      ],
    }));
    const failures = [here, lost].map((guid, id) => ({
      ...{ id, guid, event: 'push', status_code: 503 },
      delivered_at: AGO(id + 1),
    }));
    const deliveries = '/orgs/acme/hooks/7/deliveries';
    forge.on(`GET ${deliveries}`, () => ({ body: failures }));
    forge.on(`POST ${deliveries}/1/attempts`, () => ({ status: 202 }));
    const arrived = new Set([here]);
    const context = contextOf(['acme/shop'], {
      received: async ids => new Set(ids.filter(id => arrived.has(id))),
    });

    await source.reconcile(context);
    expect(gaps.at(-1)?.reason).toMatch(/^1 delivery of acme failed/);
    const askedFor = (id: number) =>
      forge.count(`POST ${deliveries}/${id}/attempts`);
    expect([0, 1].map(askedFor)).toEqual([0, 1]);

    arrived.add(lost.toLowerCase());
    await source.reconcile(context);
    expect(gaps.at(-1)).toBeUndefined();
  });

  it('ends with the signal, and leaves what it had read as it is', async () => {
    const controller = new AbortController();
    forge.addRepository('acme/shop');
    forge.on('GET /repos/acme/shop/pulls', () => {
      controller.abort();
      return {};
    });
    await expect(
      source.reconcile(
        contextOf(['acme/shop', 'acme/next'], { signal: controller.signal }),
      ),
    ).rejects.toThrow(/abort/i);
    expect(completed).toEqual([]);
    expect(forge.count('GET /repos/acme/next')).toBe(0);
  });

  it('leaves what other sources call projects to them', async () => {
    const context = contextOf([]);
    for (const project of ['jenkins', 'elsewhere.example/acme/shop', 'a/b/c/d'])
      context.projects.push({ project, entityRefs: [] });
    await source.reconcile(context);
    expect(forge.count()).toBe(0);
  });
});
