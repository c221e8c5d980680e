import { brokenRules, suggestName } from './serviceName';

const rule = /^[a-z](?:[a-z0-9-]{1,38}[a-z0-9])$/;

describe('brokenRules', () => {
  it.each([
    ['abc', []],
    ['payments-webhooks', []],
    ['a1-2b', []],
    [`a${'b'.repeat(39)}`, []],
    ['', ['length']],
    ['ab', ['length']],
    [`a${'b'.repeat(40)}`, ['length']],
    ['Payments', ['characters']],
    ['a_b.c', ['characters']],
    ['сервис', ['characters']],
    ['раyment', ['characters']],
    ['../x', ['characters']],
    ['1abc', ['start']],
    ['-abc', ['start']],
    ['abc-', ['end']],
    ['a--b', ['hyphens']],
  ])('%s breaks %j', (name, expected) => {
    expect(brokenRules(name).map(({ id }) => id)).toEqual(expected);
  });

  it('is empty exactly where the rule holds', () => {
    const names = ['abc', 'ab', 'a-b', 'a--b', '1ab', 'ab1', 'a'.repeat(41)];
    for (const name of names) {
      expect(brokenRules(name).length === 0).toBe(
        rule.test(name) && !name.includes('--'),
      );
    }
  });
});

describe('suggestName', () => {
  it.each([
    ['Payments_Hooks', 'payments-hooks'],
    ['payments hooks', 'payments-hooks'],
    ['a--b', 'a-b'],
    ['abc-', 'abc'],
    ['1service', 'service'],
    [`x${'y'.repeat(60)}`, `x${'y'.repeat(39)}`],
    ['абв', undefined],
    ['ab', undefined],
    ['fine', undefined],
  ])('%s gives %s', (typed, expected) => {
    expect(suggestName(typed)).toBe(expected);
  });
});
