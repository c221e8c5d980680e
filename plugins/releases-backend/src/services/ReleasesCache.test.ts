import { ServiceUnavailableError } from '@backstage/errors';
import type { ProvidedReleases } from '@fairway/plugin-releases-node';
import { ReleasesCache } from './ReleasesCache';

function answer(title: string): ProvidedReleases {
  return { title, environments: [] };
}

describe('ReleasesCache', () => {
  let now = 0;
  let cache: ReleasesCache;

  beforeEach(() => {
    now = Date.parse('2025-11-20T10:00:00Z');
    cache = ReleasesCache.create({ now: () => now });
  });

  it('keeps an answer for two seconds, per key', async () => {
    const read = async (key: string, title: string) =>
      (await cache.read(key, async () => answer(title))).releases.title;

    expect(await read('a', 'first')).toBe('first');
    now += 1_999;
    expect(await read('a', 'second')).toBe('first');
    expect(await read('b', 'other')).toBe('other');
    now += 1;
    expect(await read('a', 'third')).toBe('third');
  });

  it('asks anew after an expiry, without waiting for what is being loaded', async () => {
    let finish: (releases: ProvidedReleases) => void = () => {};
    const before = cache.read(
      'a',
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    );
    cache.expire('a');

    const after = await cache.read('a', async () => answer('after'));
    finish(answer('before'));

    expect(after.releases.title).toBe('after');
    expect((await before).releases.title).toBe('before');
    const kept = await cache.read('a', async () => answer('not asked for'));
    expect(kept.releases.title).toBe('after');
  });

  it('gives the last known answer while the source is away, and asks it seldom', async () => {
    const asOf = new Date(now);
    await cache.read('a', async () => answer('known'));
    const away = jest.fn(async () => {
      throw new ServiceUnavailableError('away');
    });
    now += 2_000;

    const stale = {
      releases: answer('known'),
      asOf,
      stale: { reason: 'away' },
    };
    expect(await cache.read('a', away)).toEqual(stale);
    now += 4_999;
    expect(await cache.read('a', away)).toEqual(stale);
    expect(away).toHaveBeenCalledTimes(1);

    now += 1;
    const back = await cache.read('a', async () => answer('back'));
    expect(back).toEqual({ releases: answer('back'), asOf: new Date(now) });
  });

  it('passes on every other error, and keeps none of them', async () => {
    const broken = async () => {
      throw new TypeError('broken');
    };

    await expect(cache.read('a', broken)).rejects.toThrow('broken');
    const next = await cache.read('a', async () => answer('next'));
    expect(next.releases.title).toBe('next');
  });

  it('forgets what was not used for longest', async () => {
    for (let index = 0; index <= 1_000; index += 1) {
      await cache.read(`key-${index}`, async () => answer('old'));
    }
    const again = async (key: string) =>
      (await cache.read(key, async () => answer('new'))).releases.title;

    expect(await again('key-1000')).toBe('old');
    expect(await again('key-0')).toBe('new');
  });
});
