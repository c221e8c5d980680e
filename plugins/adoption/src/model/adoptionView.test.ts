import {
  formatAdoption,
  parseAdoption,
  type AdoptionView,
} from './adoptionView';

const usual: AdoptionView = {
  range: { preset: '90d' },
  team: undefined,
  template: undefined,
  system: undefined,
  compare: true,
  metric: 'changeLeadTime',
  tables: [],
  share: 'teams',
  whole: [],
  rows: undefined,
};

const cases: [string, string, AdoptionView][] = [
  ['what is usual', '', usual],
  [
    'the filters',
    'range=30d&team=group%3Adefault%2Fpayments&path=template%3Adefault%2Fnode-service&system=system%3Adefault%2Fbilling&beside=nothing',
    {
      ...usual,
      range: { preset: '30d' },
      team: 'group:default/payments',
      template: 'template:default/node-service',
      system: 'system:default/billing',
      compare: false,
    },
  ],
  [
    'how the parts are shown',
    'metric=changeFailRate&table=first-deploy&table=delivery&share=chart&all=teams',
    {
      ...usual,
      metric: 'changeFailRate',
      tables: ['first-deploy', 'delivery'],
      share: 'chart',
      whole: ['teams'],
    },
  ],
  [
    'the rows behind a number',
    'from=2026-09-01&to=2026-09-30&rows=attempts&rows-reached=started&rows-stopped=failed&rows-team=none',
    {
      ...usual,
      range: { from: '2026-09-01', to: '2026-09-30' },
      rows: {
        list: 'attempts',
        reached: 'started',
        stopped: 'failed',
        team: 'none',
      },
    },
  ],
  [
    'rows of some days',
    'rows=deploys&rows-days=2026-09-07..2026-09-13',
    {
      ...usual,
      rows: {
        list: 'deploys',
        days: { from: '2026-09-07', to: '2026-09-13' },
      },
    },
  ],
];

it.each(cases)('reads and writes %s', (_, address, view) => {
  expect(parseAdoption(new URLSearchParams(address))).toEqual(view);
  expect(formatAdoption(view).toString()).toBe(address);
});

it('leaves out what it does not understand', () => {
  const search = new URLSearchParams(
    'range=2y&metric=loc&table=all&all=people&rows=people&rows-reached=started',
  );
  expect(parseAdoption(search)).toEqual(usual);
});
