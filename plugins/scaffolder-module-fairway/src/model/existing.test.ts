import { addressesIn, existingOf, tellExisting } from './existing';
import { startProgress, type RunProgress } from './runProgress';

const steps = [
  { id: 'render', name: 'Render', action: 'fetch:template' },
  { id: 'publish', name: 'Publish', action: 'publish:github' },
  { id: 'register', name: 'Register', action: 'catalog:register' },
  { id: 'ci', name: 'CI', action: 'trigger:ci' },
  { id: 'staging', name: 'Staging', action: 'await:deployment' },
];

function progress(...states: string[]): RunProgress {
  const begun = startProgress(steps);
  return {
    ...begun,
    steps: begun.steps.map((step, index) => ({
      ...step,
      state: states[index] as any,
    })),
    lines: [
      ['publish', 'Published http://localhost:7990/acme/refunds.git.'],
      ['ci', 'See http://localhost:7990/acme/refunds/actions/runs/4, please'],
      ['ci', 'and javascript:alert(1)'],
    ].map(([stepId, text], index) => ({
      number: index + 1,
      at: '',
      stepId,
      text,
      failure: false,
    })),
  };
}

it('says what is there after a failure, with addresses from the log', () => {
  expect(
    existingOf(progress('done', 'done', 'done', 'failed', 'skipped'), []).map(
      ({ label, sign, word, url }) => [label, sign, word, url],
    ),
  ).toEqual([
    ['Repository', 'done', 'is there', 'http://localhost:7990/acme/refunds'],
    ['Catalog', 'done', 'registered', undefined],
    [
      'CI',
      'failed',
      'did not go through',
      'http://localhost:7990/acme/refunds/actions/runs/4',
    ],
    ['Staging', 'waiting', 'nothing runs', undefined],
  ]);
});

it('tells it in sentences', () => {
  const told = (...states: string[]) =>
    tellExisting(existingOf(progress(...states), []));
  expect(told('done', 'done', 'done', 'failed', 'skipped')).toBe(
    'What is there stays: the repository, the record in the catalog and the CI run. Nothing was put into staging.',
  );
  expect(told('failed', 'waiting', 'waiting', 'waiting', 'waiting')).toBe(
    'No repository was made. Nothing was registered. CI was not started. Nothing was put into staging.',
  );
});

it('names only what the path promises', () => {
  expect(
    existingOf(progress('done', 'stopped', 'waiting', 'waiting', 'waiting'), [
      { kind: 'repository', text: '' },
      { kind: 'docs', text: '' },
    ]).map(({ label, word }) => [label, word]),
  ).toEqual([['Repository', 'stopped midway']]);
});

it('finds addresses without the punctuation around them', () => {
  expect(addressesIn('(see https://a.example/b?c=1), or http://d/.')).toEqual([
    'https://a.example/b?c=1',
    'http://d/',
  ]);
});
