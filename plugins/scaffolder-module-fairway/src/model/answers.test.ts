import { answersOf } from './answers';

it('reads answers back as people said them, in the order of the pages', () => {
  const pages = [
    {
      title: 'One',
      mergedSchema: {},
      schema: {
        properties: {
          name: { type: 'string', title: 'Name' },
          owner: { type: 'string', title: 'Owner' },
          tier: { type: 'string', title: 'Tier' },
          size: { type: 'string', enum: ['s'] },
          public: { type: 'boolean', title: 'Public' },
          tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
          empty: { type: 'string' },
          token: { type: 'string', title: 'Token' },
          quiet: { type: 'string' },
        },
        dependencies: {
          public: { properties: { port: { type: 'number', title: 'Port' } } },
        },
      } as any,
      uiSchema: {
        tier: { 'ui:field': 'Tier' },
        size: { 'ui:enumNames': ['Small'] },
        token: { 'ui:field': 'Secret' },
        quiet: { 'ui:backstage': { review: { show: false } } },
      },
    },
  ];
  expect(
    answersOf(pages, {
      port: 80,
      name: 'refunds',
      owner: 'group:default/payments',
      tier: '2',
      size: 's',
      public: true,
      tags: ['a', 'b'],
      token: 'hunter2',
      quiet: 'x',
    }).map(({ label, text }) => `${label}: ${text}`),
  ).toEqual([
    'Name: refunds',
    'Owner: payments',
    'Tier: 2, looked at in working hours',
    'size: Small',
    'Public: Yes',
    'Tags: a, b',
    'Token: ********',
    'Port: 80',
  ]);
});
