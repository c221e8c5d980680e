import { matchesPattern } from './matchesPattern';

it.each([
  ['production', 'production', true],
  ['production', 'Production', true],
  ['production', 'pre-production', false],
  ['prod*', 'production-eu', true],
  ['prod*', 'prod', true],
  ['*-prod', 'eu-prod', true],
  ['*-prod', 'eu-production', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-b-b', false],
  ['*', '', true],
  ['', '', true],
  ['', 'x', false],
  ['prod.ction', 'production', false],
  ['(a+)+$', 'aaaa', false],
])('%j and %j: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

it('takes no longer for a pattern that would hold a regular expression for ever', () => {
  expect(matchesPattern(`${'a*'.repeat(100)}b`, 'a'.repeat(200))).toBe(false);
});
