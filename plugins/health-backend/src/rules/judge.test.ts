import type { HealthStatus } from '@fairway/plugin-health-common';
import type { Away, KeptFinding } from './PartState';
import { type NamedPart, judge } from './judge';

const NOW = 100_000;
const iso = (moment: number) => new Date(moment).toISOString();

const finding = (
  status: HealthStatus,
  more: Partial<KeptFinding> = {},
): KeptFinding => ({
  ...{ key: 'k', status, text: `it is ${status}`, since: iso(1) },
  ...more,
});
const staging = { environment: 'staging', production: false };
const production = { environment: 'production', production: true };

const part = (
  findings: KeptFinding[],
  more: { source?: string; away?: Away[]; checkedAt?: number } = {},
): NamedPart => ({
  ...{ source: more.source ?? 's', title: 'Source', freshFor: 1_000 },
  state: { findings, away: more.away ?? [] },
  checkedAt: 'checkedAt' in more ? more.checkedAt : NOW,
});
const away = (more: Partial<Away> = {}): Away => ({
  ...{ part: '', reason: 'refused', since: 50, answeredAt: 40, expired: true },
  ...more,
});

it.each<[string, NamedPart[], HealthStatus]>([
  ['nothing is known', [], 'unknown'],
  ['no source has anything to say', [part([])], 'unknown'],
  ['all is good', [part([finding('healthy')])], 'healthy'],
  [
    'one says so',
    [part([finding('healthy')]), part([finding('degraded')])],
    'degraded',
  ],
  [
    'what is not known counts no less than what is good',
    [part([finding('healthy'), finding('unknown')])],
    'healthy',
  ],
  ['only that is there', [part([finding('unknown')])], 'unknown'],
  [
    'staging is down where there is production',
    [part([finding('unhealthy', staging), finding('healthy', production)])],
    'degraded',
  ],
  [
    'staging is down and there is nothing else',
    [part([finding('unhealthy', staging)])],
    'unhealthy',
  ],
  [
    'production is down',
    [part([finding('healthy', staging), finding('unhealthy', production)])],
    'unhealthy',
  ],
  [
    'a source is away for a moment',
    [part([finding('healthy')], { away: [away({ expired: false })] })],
    'healthy',
  ],
  [
    'a source is away',
    [
      part([finding('healthy')], { away: [away()] }),
      part([finding('healthy')]),
    ],
    'unknown',
  ],
  [
    'a source is away and another one is worse',
    [
      part([finding('healthy')], { away: [away()] }),
      part([finding('degraded')]),
    ],
    'degraded',
  ],
  [
    'a source is away that had nothing to say',
    [part([], { away: [away()] }), part([finding('healthy')])],
    'healthy',
  ],
  [
    'a source never answered',
    [part([], { away: [away({ answeredAt: undefined, expired: false })] })],
    'unknown',
  ],
  [
    'a part is away that said nothing, and the others are good',
    [
      part([finding('healthy', { part: 'a' })], {
        away: [away({ part: 'b', answeredAt: undefined })],
      }),
    ],
    'healthy',
  ],
])('when %s', (_, parts, status) => {
  expect(judge(parts, NOW).status).toBe(status);
});

it('gives the reasons worst first, with what to know of each', () => {
  const link = { title: 'Open the log', url: 'https://log.example.org' };
  const { reasons, main } = judge(
    [
      part([finding('healthy', production)], { source: 'a' }),
      part(
        [
          finding('degraded', { ...production, link, sourceTitle: 'CI' }),
          finding('unhealthy', { ...staging, key: 'x' }),
        ],
        { source: 'b', checkedAt: NOW - 2_000 },
      ),
    ],
    NOW,
  );
  expect(reasons).toEqual([
    {
      ...{ source: 'b', sourceTitle: 'Source', status: 'unhealthy' },
      ...{ text: 'it is unhealthy', environment: 'staging', since: iso(1) },
      ...{ checkedAt: iso(NOW - 2_000), stale: true },
    },
    {
      ...{ source: 'b', sourceTitle: 'CI', status: 'degraded' },
      ...{ text: 'it is degraded', environment: 'production', since: iso(1) },
      ...{ checkedAt: iso(NOW - 2_000), stale: true, link },
    },
    {
      ...{ source: 'a', sourceTitle: 'Source', status: 'healthy' },
      ...{ text: 'it is healthy', environment: 'production', since: iso(1) },
      ...{ checkedAt: iso(NOW), stale: false },
    },
  ]);
  expect(main).toBe(reasons[1]);
});

it('says which source is away, why, and what it said last', () => {
  const { reasons } = judge(
    [
      part([finding('healthy'), finding('degraded', { key: 'x', part: 'b' })], {
        away: [away({ part: 'b' })],
      }),
    ],
    NOW,
  );
  expect(reasons).toMatchObject([
    {
      ...{ status: 'unknown', sourceTitle: 'Source, b', stale: true },
      text: 'Source, b does not answer: refused; last known: it is degraded',
      ...{ since: iso(50), checkedAt: iso(40) },
    },
    { status: 'healthy', stale: false },
  ]);
});

it('marks what a source said while it is away for a moment', () => {
  const { reasons } = judge(
    [part([finding('unhealthy')], { away: [away({ expired: false })] })],
    NOW,
  );
  expect(reasons).toMatchObject([
    { status: 'unhealthy', stale: true, checkedAt: iso(40) },
  ]);
});
