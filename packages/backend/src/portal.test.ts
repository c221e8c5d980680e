import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from './__testUtils__/createDatabase';
import { PortalContext } from './__testUtils__/PortalContext';
import { signIn } from './__testUtils__/signIn';
import { startPortal } from './__testUtils__/startPortal';
import { accessSuite, serviceAccess } from './__testUtils__/suites/accessSuite';
import { catalogSuite } from './__testUtils__/suites/catalogSuite';
import { listsSuite } from './__testUtils__/suites/listsSuite';
import { signInSuite } from './__testUtils__/suites/signInSuite';
import {
  sourcesConfig,
  sourcesSuite,
} from './__testUtils__/suites/sourcesSuite';
import { tokensSuite } from './__testUtils__/suites/tokensSuite';
import { webSuite } from './__testUtils__/suites/webSuite';
import { createIssuer } from './__testUtils__/tokens';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(120_000);

const postgres =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
const engines: [string, string | undefined][] = [['SQLite', undefined]];
if (postgres) {
  engines.push(['PostgreSQL', postgres]);
}

describe.each(engines)('the whole portal on %s', (_, server) => {
  let context: PortalContext;
  const issuer = createIssuer();
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fairway-portal-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    const database = server && (await createDatabase(server));
    if (database) {
      cleanups.unshift(database.drop);
    }
    const keys = await issuer.keep(folder);
    const portal = await startPortal({
      folder,
      config: {
        ...sourcesConfig,
        auth: { keyStore: { provider: 'static', static: keys } },
        backend: {
          auth: {
            externalAccess: [serviceAccess],
            pluginKeyStore: { type: 'static', static: keys },
          },
          ...(database && { database: database.config }),
        },
        // As replicas on one database pass events round.
        ...(database && { events: { useEventBus: 'auto' } }),
      },
    });
    cleanups.unshift(portal.stop);
    const enter = (login: string) =>
      waitFor(`${login} to be let in`, () =>
        signIn(portal.url, login).catch(() => undefined),
      );
    const [dana, lena, petra] = await Promise.all(
      ['dana', 'lena', 'petra'].map(enter),
    );
    context = { portal, people: { dana, lena, petra } };
  });

  afterAll(async () => {
    for (const cleanup of cleanups) {
      await cleanup();
    }
  });

  // The suites are many; the start is one.
  describe('signing in', () => {
    signInSuite(() => context);
  });
  describe('catalog', () => {
    catalogSuite(() => context);
  });
  describe('access', () => {
    accessSuite(() => context);
  });
  describe('tokens', () => {
    tokensSuite(() => context, issuer);
  });
  describe('lists', () => {
    listsSuite(() => context, issuer);
  });
  describe('sources', () => {
    sourcesSuite(() => context);
  });
  describe('browser', () => {
    webSuite(() => context);
  });
});
