import { ask, PortalContext } from '../PortalContext';
import { signIn } from '../signIn';

/** Who gets in, and who does not. */
export function signInSuite(context: () => PortalContext) {
  it('signs people in with the teams that the forge says they are in', () => {
    const { dana, lena, petra } = context().people;
    expect(dana.userEntityRef).toBe('user:default/dana');
    expect(dana.ownershipEntityRefs).toEqual([
      'user:default/dana',
      'group:default/checkout',
    ]);
    expect(lena.ownershipEntityRefs).toContain('group:default/payments');
    expect(petra.ownershipEntityRefs).toContain('group:default/platform');
  });

  it('keeps the session in a cookie that scripts and other sites do not get', async () => {
    const { portal } = context();
    const { cookie } = await signIn(portal.url, 'milo');
    const refresh = `${portal.url}/api/auth/github/refresh?env=development`;
    const fromElsewhere = await fetch(refresh, { headers: { cookie } });
    expect(fromElsewhere.status).toBe(401);
    const own = { cookie, 'x-requested-with': 'XMLHttpRequest' };
    const signedOut = await fetch(
      `${portal.url}/api/auth/github/logout?env=development`,
      { method: 'POST', headers: own },
    );
    expect(signedOut.status).toBe(200);
    const cookies = signedOut.headers.getSetCookie().join('\n');
    expect(cookies).toMatch(/github-refresh-token=;.*Max-Age=0.*HttpOnly/);
  });

  it('has no guest', async () => {
    for (const path of ['refresh', 'start', 'handler/frame']) {
      const { status } = await ask(
        context(),
        undefined,
        `/api/auth/guest/${path}?env=development`,
      );
      expect(status).toBe(404);
    }
  });

  // The app is public, sign-in has to be, and the socket of the signals asks
  // for the token itself.
  it('asks everybody else for a token, in every plugin', async () => {
    const { portal } = context();
    expect(portal.plugins).toEqual(
      expect.arrayContaining(['catalog', 'scaffolder', 'releases']),
    );
    const open = ['app', 'auth', 'signals'];
    const answers = await Promise.all(
      portal.plugins
        .filter(plugin => !open.includes(plugin))
        .map(async plugin => {
          const path = `/api/${plugin}/anything`;
          return [plugin, (await ask(context(), undefined, path)).status];
        }),
    );
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  it.each([
    ['a made-up token', 'Bearer abc'],
    ['a token without a signature', `Bearer ${unsigned()}`],
    ['a password', `Basic ${Buffer.from('dana:dana').toString('base64')}`],
    ['an empty one', 'Bearer '],
  ])('does not take %s', async (_, authorization) => {
    const { status, body } = await ask(
      context(),
      undefined,
      '/api/catalog/entities',
      { headers: { authorization } },
    );
    expect(status).toBe(401);
    expect(body.error.stack).toBeUndefined();
  });
}

function unsigned(): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sub: 'user:default/petra', exp: 4102444800 };
  return `${encode({ alg: 'none', typ: 'vnd.backstage.user' })}.${encode(claims)}.`;
}
