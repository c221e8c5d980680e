import { comparedMessage, failureId, keptMessage } from './describeFailure';

const names = ['ledger', 'group:default/payments', 'payments'];

it.each([
  [
    'Error: Tests of the new repository failed\n    at run (file.js:1:2)',
    'Tests of the new repository failed',
  ],
  [
    'No runner took the job within 10 min',
    'No runner took the job within … min',
  ],
  [
    'acme/ledger: branch protection refused: 403',
    '…: branch protection refused: …',
  ],
  [
    'Repository "acme/ledger" appeared between check and creation',
    'Repository … appeared between check and creation',
  ],
  [
    'GET https://forge.test/acme/ledger/runs/12 answered 502',
    'GET … answered …',
  ],
  ['no group:default/payments here', 'no … here'],
  ['task 1f0c2a34-9d1b-4c6e-8c1d-0123456789ab is gone', 'task … is gone'],
  ['revision 4f2a9c1 does not build', 'revision … does not build'],
  ['/readyz did not answer within 120 s', '/readyz did not answer within … s'],
  ['ledgers are no ledger', 'ledgers are no …'],
  ['a decade of facade', 'a decade of facade'],
])('%j is counted as %j', (message, compared) => {
  expect(comparedMessage(keptMessage(message), names)).toBe(compared);
});

it.each([
  ['user:default/dana may not do this', '… may not do this'],
  ['mail dana@example.org about it', 'mail … about it'],
  ['dana is not in the team', '… is not in the team'],
  ['danastream is a word', 'danastream is a word'],
  ['ghp_0123456789abcdef0123 was refused', '… was refused'],
  ['token=abc.def.ghi is wrong', 'token=*** is wrong'],
  ['Authorization: Bearer abc.def', 'Authorization: ***'],
  ['  two\n lines ', 'two lines'],
  ['', 'No message'],
])('of %j is kept %j', (message, kept) => {
  expect(keptMessage(message, ['user:default/dana', 'dana'])).toBe(kept);
});

it('takes no longer for what somebody made long', () => {
  const start = performance.now();
  const long = keptMessage(`${'a'.repeat(50_000)}${'"'.repeat(50_000)}`);
  expect(comparedMessage(long, names).length).toBeLessThanOrEqual(200);
  expect(performance.now() - start).toBeLessThan(2_000);
});

it('gives the same id for the same step and words, and another for others', () => {
  expect(failureId('ci', 'Tests failed')).toBe(failureId('ci', 'Tests failed'));
  expect(
    new Set([
      failureId('ci', 'Tests failed'),
      failureId('publish', 'Tests failed'),
      failureId('ci', 'No runner'),
      failureId('', 'ci Tests failed'),
    ]).size,
  ).toBe(4);
});
