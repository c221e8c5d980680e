import { createHash } from 'node:crypto';
import {
  oauth,
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

const [callback] = oauth.callbackUrls;

describe('sign-in', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

  const authorizeUrl = (query: Record<string, string>) =>
    `${sandbox.url}/login/oauth/authorize?${new URLSearchParams({
      client_id: oauth.clientId,
      redirect_uri: callback,
      scope: 'read:user',
      state: 'state of the portal',
      ...query,
    })}`;

  const choose = (
    login: string,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) =>
    fetch(authorizeUrl(query), {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ login }),
    });

  const exchange = async (fields: Record<string, string>) => {
    const response = await fetch(`${sandbox.url}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        ...fields,
      }),
    });
    return response.json();
  };

  async function codeFor(login: string, query?: Record<string, string>) {
    const response = await choose(login, query);
    const back = new URL(response.headers.get('location')!);
    return back.searchParams.get('code')!;
  }

  it('offers the people and goes back with a code and the state', async () => {
    const form = await fetch(authorizeUrl({}));
    // In development the portal's pages are on a port of their own, where the redirects end.
    expect(form.headers.get('content-security-policy')).toContain(
      `form-action 'self' http://${new URL(callback).hostname}:*;`,
    );
    const page = await form.text();
    for (const name of ['Dana Osei', 'Lena Fischer', 'Milo Brandt']) {
      expect(page).toContain(name);
    }
    const response = await choose('milo');
    const back = new URL(response.headers.get('location')!);
    expect(back.origin + back.pathname).toBe(callback);
    expect(back.searchParams.get('state')).toBe('state of the portal');
    const granted = await exchange({
      code: back.searchParams.get('code')!,
      redirect_uri: callback,
    });
    expect(granted).toMatchObject({ token_type: 'bearer', scope: 'read:user' });
    const octokit = sandbox.octokit(granted.access_token);
    const user = await octokit.users.getAuthenticated();
    expect(user.data).toMatchObject({ login: 'milo', name: 'Milo Brandt' });
    const emails = await octokit.users.listEmailsForAuthenticatedUser();
    expect(emails.data).toEqual([
      expect.objectContaining({ email: 'milo@example.org', primary: true }),
    ]);
    const orgs = await octokit.orgs.listForAuthenticatedUser();
    expect(orgs.data.map(({ login }) => login)).toEqual(['acme']);
  });

  it.each([
    ['another app', { client_id: 'other' }],
    ['another address', { redirect_uri: 'http://evil.example/' }],
    ['an address that only begins so', { redirect_uri: `${callback}/../x` }],
  ])('sends nobody on for %s', async (_, query) => {
    const response = await choose('milo', query);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it('takes no choice that another page sends, and no stranger', async () => {
    const elsewhere = { origin: 'http://localhost:7007' };
    expect((await choose('milo', {}, elsewhere)).status).toBe(403);
    expect((await choose('nobody')).status).toBe(422);
    expect((await choose('fairway[bot]')).status).toBe(422);
  });

  it('takes a code once, from the app that has the secret', async () => {
    const code = await codeFor('dana');
    expect(await exchange({ code, client_secret: 'guess' })).toMatchObject({
      error: 'incorrect_client_credentials',
    });
    expect(await exchange({ code })).toMatchObject({ token_type: 'bearer' });
    expect(await exchange({ code })).toMatchObject({
      error: 'bad_verification_code',
    });
    const other = await codeFor('dana');
    expect(
      await exchange({ code: other, redirect_uri: 'http://localhost/' }),
    ).toMatchObject({ error: 'bad_verification_code' });
  });

  it('holds a code to its PKCE challenge', async () => {
    const verifier = 'v'.repeat(43);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = { code_challenge: challenge, code_challenge_method: 'S256' };
    expect(
      await exchange({ code: await codeFor('dana', query) }),
    ).toMatchObject({ error: 'bad_verification_code' });
    expect(
      await exchange({
        code: await codeFor('dana', query),
        code_verifier: verifier,
      }),
    ).toMatchObject({ token_type: 'bearer' });
  });

  it('answers a form when no JSON is asked for', async () => {
    const response = await fetch(`${sandbox.url}/login/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        code: await codeFor('dana'),
      }),
    });
    const fields = new URLSearchParams(await response.text());
    expect(fields.get('access_token')).toMatch(/^gho_/);
  });
});
