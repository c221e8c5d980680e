import { deployment, status } from '../__testUtils__/fakeForge';
import { toEnvironmentReleases, type Attempt } from './toEnvironmentReleases';

function attempt(
  id: number,
  version: string,
  states: Parameters<typeof status>[1][],
): Attempt {
  return {
    deployment: deployment({
      id,
      environment: 'production',
      version,
      sha: version.slice(1).padStart(40, '0'),
    }),
    statuses: states.map((state, index) =>
      status(id * 10 + states.length - index, state),
    ),
  };
}

describe('toEnvironmentReleases', () => {
  const v1 = attempt(1, 'v1', ['inactive', 'success', 'in_progress']);
  const v2 = attempt(2, 'v2', ['success', 'in_progress']);

  it.each<
    [
      string,
      Attempt[],
      { current?: string; latest?: string; previous?: string },
    ]
  >([
    ['nothing was deployed', [], {}],
    ['one serves', [v2, v1], { current: 'v2', previous: 'v1' }],
    [
      'the next is on its way',
      [attempt(3, 'v3', ['in_progress']), v2, v1],
      { current: 'v2', latest: 'v3', previous: 'v1' },
    ],
    [
      'the next waits and has no status yet',
      [attempt(3, 'v3', []), v2],
      { current: 'v2', latest: 'v3' },
    ],
    [
      'the next failed',
      [attempt(3, 'v3', ['failure', 'in_progress']), v2],
      { current: 'v2', latest: 'v3' },
    ],
    ['the first one failed', [attempt(1, 'v1', ['failure'])], { latest: 'v1' }],
    [
      'what serves was reported unhealthy later',
      [attempt(2, 'v2', ['failure', 'success']), v1],
      { current: 'v2', previous: 'v1' },
    ],
    [
      'what served was taken away',
      [attempt(2, 'v2', ['inactive', 'success'])],
      {},
    ],
    [
      'an attempt was given up',
      [attempt(3, 'v3', ['inactive', 'in_progress']), v2],
      { current: 'v2' },
    ],
    [
      'the same was deployed again',
      [v2, attempt(1, 'v2', ['inactive', 'success'])],
      { current: 'v2' },
    ],
  ])('%s', (_, attempts, expected) => {
    const { current, latest, previous } = toEnvironmentReleases(attempts);

    expect({
      current: current?.version,
      latest: latest?.version,
      previous: previous?.version,
    }).toEqual(expected);
  });

  it('serves since its first success, at the URL told last', () => {
    const { current } = toEnvironmentReleases([
      {
        deployment: deployment({ id: 1, environment: 'staging' }),
        statuses: [
          status(30, 'success', { log_url: 'http://forge.test/log' }),
          status(20, 'success', { environment_url: 'http://localhost:8100' }),
          status(10, 'in_progress', { environment_url: 'http://old.test' }),
        ],
      },
    ]);

    expect(current).toMatchObject({
      since: '2025-11-20T14:20:00.000Z',
      url: 'http://localhost:8100',
      logUrl: 'http://forge.test/log',
    });
  });

  it.each([
    ['an object', { version: 'v7' }, 'main', 'v7'],
    ['JSON', '{"version":"v7"}', 'main', 'v7'],
    ['other text', 'hello', 'main', undefined],
    ['JSON that is no object', '7', 'main', undefined],
    ['nothing, from a tag', '', 'v1.2.3', 'v1.2.3'],
    ['nothing, from a commit', '', '4'.repeat(40), undefined],
    ['no word', { version: 'v7; rm -rf' }, 'main', undefined],
    ['no text', { version: 7 }, 'main', undefined],
  ])(
    'reads the version from a payload that is %s',
    (_, payload, ref, version) => {
      const { latest } = toEnvironmentReleases([
        {
          deployment: deployment({
            id: 1,
            environment: 'staging',
            payload,
            ref,
            sha: '4'.repeat(40),
          }),
          statuses: [],
        },
      ]);

      expect(latest?.version).toBe(version);
    },
  );

  // eslint-disable-next-line no-script-url
  it.each(['javascript:alert(1)', 'data:text/html,x', 'localhost:8100', ''])(
    'gives no link for "%s"',
    address => {
      const { current } = toEnvironmentReleases([
        {
          deployment: deployment({ id: 1, environment: 'staging' }),
          statuses: [
            status(1, 'success', {
              environment_url: address,
              log_url: address,
              target_url: address,
            }),
          ],
        },
      ]);

      expect(current?.url).toBeUndefined();
      expect(current?.logUrl).toBeUndefined();
    },
  );
});
