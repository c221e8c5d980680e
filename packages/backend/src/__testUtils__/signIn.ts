/** What the portal's own sign-in page gets: who one is, and the token for further requests. */
export interface SignedIn {
  token: string;
  userEntityRef: string;
  ownershipEntityRefs: string[];
  /** The cookies that keep the session. */
  cookie: string;
}

/**
 * Signs in as one of the sandbox's people, step by step as a browser does it:
 * to the forge, choosing a person there, back with a code, and then a token by
 * the session's cookie.
 */
export async function signIn(portal: string, login: string): Promise<SignedIn> {
  const jar = new Map<string, string>();
  const visit = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, cookie: cookiesOf(jar) },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair, ...attributes] = cookie.split(';');
      const [name, ...value] = pair.split('=');
      const isGone = attributes.some(text => text.trim() === 'Max-Age=0');
      if (isGone) {
        jar.delete(name);
      } else {
        jar.set(name, value.join('='));
      }
    }
    return response;
  };

  const start = `${portal}/api/auth/github/start?env=development`;
  const atForge = locationOf(await visit(start));
  const back = locationOf(
    await visit(atForge, {
      method: 'POST',
      body: new URLSearchParams({ login }),
    }),
  );
  await visit(back);
  const refreshed = await visit(
    `${portal}/api/auth/github/refresh?env=development`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  const session: any = await refreshed.json();
  if (!session.backstageIdentity) {
    throw new Error(`${login} was not signed in: ${JSON.stringify(session)}`);
  }
  const { token, identity } = session.backstageIdentity;
  return { token, ...identity, cookie: cookiesOf(jar) };
}

function cookiesOf(jar: Map<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function locationOf(response: Response): string {
  const location = response.headers.get('location');
  if (!location) {
    throw new Error(`${response.url} answered ${response.status}`);
  }
  return location;
}
