import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ReleasesProvider } from '@fairway/plugin-releases-node';
import request from 'supertest';
import { releasesPlugin } from './plugin';
import {
  entity,
  fakeProvider,
  OWNER,
  providerModule,
  stagingAhead,
  startReleases,
  STRANGER,
} from './__testUtils__/startReleases';

const RELEASES = '/api/releases/entities/component/default/checkout-api';
const PROMOTIONS = `${RELEASES}/promotions`;
const owner = mockCredentials.user.header(OWNER);
const reader = mockCredentials.user.header('user:default/milo');
const promoteV215 = { from: 'staging', to: 'production', version: 'v215' };

async function start(provider: ReleasesProvider = fakeProvider()) {
  const started = await startReleases(provider);
  const get = (path = RELEASES, authorization = owner) =>
    request(started.server).get(path).set('authorization', authorization);
  const post = (
    body: string | object = promoteV215,
    authorization = owner,
    path = PROMOTIONS,
  ) =>
    request(started.server)
      .post(path)
      .set('authorization', authorization)
      .set('content-type', 'application/json')
      .send(body);
  return { ...started, get, post };
}

describe('the releases plugin', () => {
  describe('reading where an entity runs', () => {
    it('answers with the releases, their age, and that the owner may promote', async () => {
      const { get } = await start();

      const answer = await get();

      const { environments, promotion, title, url } = stagingAhead;
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        entityRef: 'component:default/checkout-api',
        source: { title, url, asOf: expect.stringMatching(/^20.*Z$/) },
        environments,
        promotion,
        mayPromote: true,
      });
    });

    it.each([
      ['a reader who is no owner', reader],
      ['a service', mockCredentials.service.header()],
    ])('says that %s may not promote', async (_, authorization) => {
      const { get } = await start();

      const answer = await get(RELEASES, authorization);

      expect(answer.status).toBe(200);
      expect(answer.body.mayPromote).toBe(false);
    });

    it('asks the provider once for pages that are open at the same time', async () => {
      const provider = fakeProvider();
      const { get } = await start(provider);

      const answers = await Promise.all([get(), get(), get(RELEASES, reader)]);

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(provider.getReleases).toHaveBeenCalledTimes(1);
    });

    it.each([
      ['nobody', mockCredentials.none.header()],
      ['an invalid token', mockCredentials.user.invalidHeader()],
      ['basic credentials', 'Basic ZGFuYTpkYW5h'],
    ])('refuses %s with 401', async (_, authorization) => {
      const { get, post } = await start();

      expect((await get(RELEASES, authorization)).status).toBe(401);
      expect((await post(promoteV215, authorization)).status).toBe(401);
    });

    it('answers an unknown and a hidden entity in the same words', async () => {
      const { get, post } = await start();
      const stranger = mockCredentials.user.header(STRANGER);
      const unknown = RELEASES.replace('checkout-api', 'none');

      const hidden = await get(RELEASES, stranger);
      const missing = await get(unknown);

      expect(hidden.status).toBe(404);
      expect(missing.status).toBe(404);
      expect(hidden.body.error.message.replace('checkout-api', 'none')).toBe(
        missing.body.error.message,
      );
      expect((await post(promoteV215, stranger)).status).toBe(404);
      expect(
        (await post(promoteV215, owner, `${unknown}/promotions`)).status,
      ).toBe(404);
    });

    it.each([
      ['component/default/-x', 'name: at most 63 letters, digits'],
      [`component/default/${'x'.repeat(64)}`, 'name: at most 63'],
      [`component/default/${'x'.repeat(10_000)}`, 'name: at most 63'],
      ['component/a_b/x', 'namespace: at most 63'],
      ['1component/default/x', 'kind: at most 63'],
      ["component/default/'%20OR%201=1--", 'name: at most 63'],
      ['component/default/..%2f..%2fetc', 'name: at most 63'],
    ])('refuses %.40s with 400', async (path, message) => {
      const { get } = await start();

      const answer = await get(`/api/releases/entities/${path}`);

      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(message);
    });

    it('gives the last known answer, marked stale, while the source is away', async () => {
      const provider = fakeProvider();
      const { get, post } = await start(provider);
      await get();
      // A promotion makes the next read ask again.
      expect((await post()).status).toBe(202);
      provider.getReleases.mockRejectedValue(
        new ServiceUnavailableError('forge.test does not answer'),
      );

      const { body, status } = await get(RELEASES, reader);

      expect(status).toBe(200);
      expect(body.environments).toEqual(stagingAhead.environments);
      expect(body.source.stale).toEqual({
        reason: 'forge.test does not answer',
      });
    });

    it('answers 503 with Retry-After when the source never answered', async () => {
      const provider = fakeProvider();
      provider.getReleases.mockRejectedValue(
        new ServiceUnavailableError('forge.test does not answer'),
      );
      const { get } = await start(provider);

      for (const answer of [await get(), await get()]) {
        expect(answer.status).toBe(503);
        expect(answer.headers['retry-after']).toBe('10');
        expect(answer.body.error.message).toBe('forge.test does not answer');
      }
      expect(provider.getReleases).toHaveBeenCalledTimes(1);
    });

    it('answers 503 in its own words when the catalog fails', async () => {
      const { catalog, get } = await start();
      catalog.getEntityByRef.mockRejectedValue(
        new NotAllowedError('inner words'),
      );

      const answer = await get();

      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('10');
      expect(answer.body.error.message).toBe('The catalog does not answer');
      expect(answer.text).not.toContain('inner words');
    });

    it.each([
      [new NotFoundError('No repository is named'), 404],
      [new NotAllowedError('It may not speak for acme/x'), 403],
    ])('passes on "%s"', async (error, status) => {
      const provider = fakeProvider();
      provider.getReleases.mockRejectedValue(error);
      const { get } = await start(provider);

      const answer = await get();

      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toBe(error.message);
    });
  });

  describe('promoting', () => {
    it('starts the run and audits who did it', async () => {
      const provider = fakeProvider();
      const { post, auditor, event } = await start(provider);

      const answer = await post();

      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({ url: 'http://forge.test/runs/7' });
      expect(provider.promote).toHaveBeenCalledWith(entity, {
        ...promoteV215,
        revision: '4c1e9f2000000000000000000000000000000000',
      });
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'release-promote',
          severityLevel: 'medium',
          meta: {
            ...promoteV215,
            entityRef: 'component:default/checkout-api',
            actor: OWNER,
          },
        }),
      );
      expect(event.success).toHaveBeenCalledTimes(1);
      expect(event.fail).not.toHaveBeenCalled();
    });

    it('starts two equal requests one after the other', async () => {
      const provider = fakeProvider();
      let underway = 0;
      provider.promote.mockImplementation(async () => {
        underway += 1;
        expect(underway).toBe(1);
        await Promise.resolve();
        underway -= 1;
        return { url: 'http://forge.test/runs/7' };
      });
      const { post } = await start(provider);

      const answers = await Promise.all([post(), post()]);

      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    });

    it('refuses who is no owner with 403, in the audit log too', async () => {
      const provider = fakeProvider();
      const { post, event } = await start(provider);

      const answer = await post(promoteV215, reader);

      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(
        'You are not a member of group:default/checkout',
      );
      expect(event.fail).toHaveBeenCalledWith({
        error: expect.objectContaining({ name: 'NotAllowedError' }),
      });
      expect(provider.promote).not.toHaveBeenCalled();
    });

    it('takes a person: a service is refused with 403', async () => {
      const { post } = await start();

      const answer = await post(promoteV215, mockCredentials.service.header());

      expect(answer.status).toBe(403);
    });

    it.each<[string, string | object, string]>([
      ['no body', '', 'from: required string'],
      ['malformed JSON', '{"from":', 'body is not valid JSON'],
      ['an array', [], 'body: must be a JSON object'],
      ['no version', { from: 'a', to: 'b' }, 'version: required string'],
      ['null', { ...promoteV215, version: null }, 'version: required string'],
      ['a number', { ...promoteV215, from: 1 }, 'from: required string'],
      ['an empty word', { ...promoteV215, to: '' }, 'to: at most 63'],
      ['a path', { ...promoteV215, to: '../x' }, 'to: at most 63'],
      [
        'an expression',
        { ...promoteV215, version: '${{ github.token }}' },
        'version: at most 63',
      ],
      [
        'a long word',
        { ...promoteV215, version: 'v'.repeat(64) },
        'version: at most 63',
      ],
      [
        'an unknown property',
        { ...promoteV215, force: true },
        'body: unexpected property force',
      ],
      [
        'the same environment twice',
        { ...promoteV215, to: 'staging' },
        'to: must differ from from',
      ],
      [
        'an unknown environment',
        { ...promoteV215, from: 'qa' },
        'from: no such environment, use one of staging, production',
      ],
      [
        'the way back',
        { from: 'production', to: 'staging', version: 'v214' },
        'to: a release goes from staging to production',
      ],
    ])('refuses %s with 400', async (_, body, message) => {
      const provider = fakeProvider();
      const { post } = await start(provider);

      const answer = await post(body);

      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(message);
      expect(provider.promote).not.toHaveBeenCalled();
    });

    it('refuses another content type with 415 and too much with 413', async () => {
      const { post } = await start();

      const form = await post('from=staging').set('content-type', 'text/plain');
      const long = await post({ ...promoteV215, version: 'v'.repeat(200_000) });

      expect(form.status).toBe(415);
      expect(long.status).toBe(413);
    });

    it('refuses with 409 what does not fit what runs now', async () => {
      const provider = fakeProvider();
      const { post } = await start(provider);

      const answer = await post({ ...promoteV215, version: 'v213' });

      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toBe(
        'staging runs v215 now, not v213: reload, and promote what runs there',
      );
      expect(provider.promote).not.toHaveBeenCalled();
    });
  });

  describe('as actions', () => {
    const credentials = mockCredentials.user(OWNER);
    const entityRef = 'component:default/checkout-api';

    it('reads and promotes with the same checks', async () => {
      const { actionsRegistry } = await start();

      const { actions } = await actionsRegistry.list();
      const read = await actionsRegistry.invoke({
        id: 'test:get-releases',
        input: { entityRef },
        credentials,
      });
      const promoted = await actionsRegistry.invoke({
        id: 'test:promote-release',
        input: { entityRef, version: 'v215' },
        credentials,
      });

      expect(
        actions.map(({ name, attributes }) => [name, attributes.readOnly]),
      ).toEqual([
        ['get-releases', true],
        ['promote-release', false],
      ]);
      expect(read.output).toMatchObject({ entityRef, mayPromote: true });
      expect(promoted.output).toEqual({ url: 'http://forge.test/runs/7' });
    });

    it.each([
      ['component:', 'entityRef: must read kind:namespace/name', credentials],
      ['a:b:c', 'name: at most 63', credentials],
      [
        entityRef,
        'You are not a member of group:default/checkout',
        mockCredentials.user('user:default/milo'),
      ],
      [
        entityRef,
        'You are not a member of group:default/checkout',
        mockCredentials.service(),
      ],
    ])('refuses to promote %s: %s', async (ref, message, caller) => {
      const { actionsRegistry } = await start();

      await expect(
        actionsRegistry.invoke({
          id: 'test:promote-release',
          input: { entityRef: ref, version: 'v215' },
          credentials: caller,
        }),
      ).rejects.toThrow(message);
    });
  });

  describe('its provider', () => {
    it('must be set', async () => {
      await expect(
        startTestBackend({
          features: [releasesPlugin, catalogServiceMock.factory()],
        }),
      ).rejects.toThrow('No releases provider is set');
    });

    it('is set once only', async () => {
      await expect(
        startTestBackend({
          features: [
            releasesPlugin,
            catalogServiceMock.factory(),
            providerModule('one', fakeProvider()),
            providerModule('two', fakeProvider()),
          ],
        }),
      ).rejects.toThrow('A releases provider is set already');
    });
  });
});
