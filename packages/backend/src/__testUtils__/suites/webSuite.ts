import { ask, PortalContext } from '../PortalContext';
import { waitFor } from '../waitFor';

/** What a browser gets to see. */
export function webSuite(context: () => PortalContext) {
  it('shows its own documentation to who may read it', async () => {
    const sync = '/api/techdocs/sync/default/Component/fairway';
    await waitFor('Fairway in the catalog', async () => {
      const { status } = await ask(context(), 'dana', sync);
      return status === 200;
    });
    const page =
      '/api/techdocs/static/docs/default/component/fairway/security/index.html';
    const { status, body } = await ask(context(), 'dana', page);
    expect(status).toBe(200);
    expect(body).toContain('<h1 id="security">Security');
    expect((await ask(context(), undefined, page)).status).toBe(401);
    const outside = page.replace('security/index.html', '..%2f..%2f..%2fx');
    expect((await ask(context(), 'dana', outside)).status).toBe(404);
  });

  // Documentation too, although nobody has opened it yet.
  it.each(['software-catalog', 'techdocs'])('finds %s', async type => {
    await waitFor('Fairway in the search', async () => {
      const { body } = await ask(
        context(),
        'dana',
        `/api/search/query?term=fairway&types[0]=${type}`,
      );
      return body.results?.some(
        ({ document }: any) => document.title === 'Fairway',
      );
    });
  });

  it('sends strict headers, and lets no other origin in', async () => {
    const { headers } = await ask(context(), undefined, '/', {
      headers: { origin: 'https://example.org' },
    });
    const policy = headers.get('content-security-policy')!;
    const directives = Object.fromEntries(
      policy.split(';').map(text => {
        const [name, ...sources] = text.trim().split(' ');
        return [name, sources];
      }),
    );
    expect(directives['script-src']).toEqual(["'self'", "'unsafe-eval'"]);
    expect(directives['object-src']).toEqual(["'none'"]);
    expect(directives['frame-ancestors']).toEqual(["'none'"]);
    for (const [, sources] of Object.entries<string[]>(directives)) {
      expect(sources).not.toEqual(expect.arrayContaining(['http:']));
      expect(sources).not.toEqual(expect.arrayContaining(['https:']));
      expect(sources).not.toEqual(expect.arrayContaining(['*']));
    }
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps connections for longer than load balancers do', async () => {
    const { headers } = await ask(context(), undefined, '/');
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  it.each([
    '/api/proxy/anything',
    '/api/nothing',
    '/api/catalog/..%2f..%2fetc/passwd',
  ])('knows nothing of %s', async path => {
    const { status, body } = await ask(context(), 'petra', path);
    expect(status).toBe(404);
    expect(JSON.stringify(body)).not.toMatch(/root:|node_modules/);
  });

  it('records what it refuses', async () => {
    const path = '/api/search/.backstage/scheduler/v1/tasks';
    await ask(context(), 'dana', `${path}?secret=hidden`);
    const record = await waitFor('the record', async () =>
      context()
        .portal.log()
        .split('\n')
        .find(line => line.includes('request-refused') && line.includes(path)),
    );
    expect(record).toContain('403');
    expect(record).not.toContain('hidden');
  });

  it('keeps secrets out of its log', () => {
    const { portal, people } = context();
    const log = portal.log();
    const secrets = [
      portal.forgeToken,
      portal.webhookSecret,
      ...Object.values(people).map(({ token }) => token),
    ];
    expect(secrets.filter(secret => log.includes(secret))).toEqual([]);
  });
}
