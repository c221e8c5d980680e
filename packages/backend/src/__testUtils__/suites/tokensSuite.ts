import { ask, PortalContext } from '../PortalContext';
import { createIssuer, Issuer, unsigned } from '../tokens';

const USER = { typ: 'vnd.backstage.user' };
const LIMITED = { typ: 'vnd.backstage.limited-user' };
const PLUGIN = { typ: 'vnd.backstage.plugin' };
const HOUR = 3600;
const WINDOW = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';

/** A route of each of our plugins, with what it answers a person. */
const ROUTES: [plugin: string, path: string, body?: object][] = [
  ['metrics', `organisation?${WINDOW}`],
  ['metrics', 'query', {}],
  ['metrics', 'inbox'],
  ['health', 'entities/component/default/fairway'],
  ['health', 'query', {}],
  ['adoption', `creations?${WINDOW}`],
  ['adoption', `attempts?${WINDOW}`],
  ['adoption', 'attempts', {}],
  ['catalog', 'insights/components'],
  ['catalog', 'insights/facets'],
  ['releases', 'entities/component/default/fairway'],
  ['releases', 'entities/component/default/fairway/promotions', {}],
  ['scaffolder', 'fairway/names/a-name-to-come'],
  ['scaffolder', 'fairway/check', {}],
  ['scaffolder', 'fairway/owner-changes', {}],
  ['scaffolder', 'v2/tasks', {}],
];

/** Who shows what is no proof, or none for here, is nobody. */
export function tokensSuite(context: () => PortalContext, issuer: Issuer) {
  const now = Math.floor(Date.now() / 1000);
  const who = { sub: 'user:default/petra', iat: now - HOUR, exp: now + HOUR };
  const petra = {
    ...who,
    ent: ['user:default/petra', 'group:default/platform'],
    aud: 'backstage',
    // The signature of what plugins pass on to each other.
    uip: issuer.issue(LIMITED, who).split('.')[2],
  };
  const fromCatalog = (aud: string, more: object = {}) =>
    issuer.issue(PLUGIN, {
      ...{ sub: 'catalog', aud, iat: now - HOUR, exp: now + HOUR },
      ...more,
    });
  const bearer = (token: string) => `Bearer ${token}`;
  const elsewhere = createIssuer();

  const refused: [string, (plugin: string) => string][] = [
    [
      'an expired token',
      () => bearer(issuer.issue(USER, { ...petra, exp: now - 60 })),
    ],
    ["another instance's token", () => bearer(elsewhere.issue(USER, petra))],
    ['a token signed by nobody', () => bearer(unsigned(USER, petra))],
    [
      'a token that says it is signed by nobody, with a signature',
      () => bearer(issuer.issue({ ...USER, alg: 'none' }, petra)),
    ],
    ['a token of no kind', () => bearer(issuer.issue({}, { sub: petra.sub }))],
    [
      "a plugin's token for another plugin",
      plugin => bearer(fromCatalog(plugin === 'search' ? 'auth' : 'search')),
    ],
    [
      "a plugin's expired token",
      plugin => bearer(fromCatalog(plugin, { exp: now - 60 })),
    ],
    [
      "another instance's plugin",
      plugin =>
        bearer(
          elsewhere.issue(PLUGIN, {
            ...{ sub: 'catalog', aud: plugin, iat: now, exp: now + HOUR },
          }),
        ),
    ],
    [
      'a name and a password',
      () => `Basic ${Buffer.from('petra:secret').toString('base64')}`,
    ],
    ['a token in another scheme', () => `Basic ${issuer.issue(USER, petra)}`],
    ['no token', () => 'Bearer'],
    ['anything', () => bearer('undefined')],
  ];

  const answerTo = (
    [plugin, path, body]: (typeof ROUTES)[number],
    authorization: string,
  ) =>
    ask(context(), undefined, `/api/${plugin}/${path}`, {
      body,
      headers: { authorization },
    });

  // What is refused below is refused for what is wrong with it.
  it('takes what is signed as it has to be', async () => {
    for (const route of ROUTES) {
      const [plugin, path] = route;
      const token = issuer.issue(USER, petra);
      const { status } = await answerTo(route, bearer(token));
      expect([plugin, path, status]).not.toEqual([plugin, path, 401]);
    }
    const { status } = await answerTo(
      ['metrics', `organisation?${WINDOW}`],
      bearer(fromCatalog('metrics')),
    );
    expect(status).toBe(200);
  });

  it.each(refused)('answers 401 to %s, and says no more', async (_, made) => {
    for (const route of ROUTES) {
      const [plugin, path] = route;
      const authorization = made(plugin);
      const { status, body } = await answerTo(route, authorization);
      expect([plugin, path, status]).toEqual([plugin, path, 401]);
      expect(Object.keys(body.error)).toEqual(['name', 'message']);
      expect(body.error.message).not.toMatch(
        /expired|exp\b|timestamp|signature|algorithm|audience|\baud\b|key|jw[ts]/i,
      );
      expect(JSON.stringify(body)).not.toContain(
        authorization.split(' ')[1] ?? 'Basic',
      );
    }
  });
}
