import { PatternJudge } from './PatternJudge';

jest.setTimeout(60_000);

const judge = new PatternJudge();
function answer(source: string, flags = 'u'): string {
  try {
    judge.assertAllowed([{ field: 'spec.x', source, flags }]);
    return 'allowed';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('judging regular expressions', () => {
  it.each([
    '(a+)+$',
    '^(a*)*$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '(x+x+)+y',
    '^(\\w+\\s?)*$',
    '^(\\d+|[a-z]+)*$',
    '^(\\p{L}+\\s?)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(?<part>[a-z]+)+$',
    '(?=(a+)+$)x',
    '^(?:a{1,30}){1,30}$',
    '^(a?){30}a{30}$',
    '(a+){20}$',
    'a*a*a*a*b',
    'a{0,99}a{0,99}a{0,99}a{0,99}b',
  ])('refuses %s', source => {
    expect(answer(source)).toMatch(
      /^spec\.x: the pattern can take exponentially long/,
    );
  });

  it.each([
    'plain',
    '^[a-z](?:-?[a-z0-9])+$',
    '^[a-z0-9]+(-[a-z0-9]+)*$',
    '^([0-9]+\\.)*[0-9]+$',
    '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$',
    '^(?<scheme>https?://)?([\\w-]+\\.)+[\\w-]+(/\\S*)?$',
    // With Unicode it would be none.
    '^[\\w-.]+$',
    '^.+@.+\\..+$',
    '^(?=.*[A-Z])(?=.*\\d).{8,}$',
    '^"(?:[^"\\\\]|\\\\.)*"$',
    '^(\\w)\\1$',
    '^\\s*(\\w+)\\s*=\\s*(\\w+)\\s*(;.*)?$',
    '^v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$',
    '^arn:aws:iam::\\d{12}:role/[\\w+=,.@-]+$',
  ])('takes %s', source => {
    expect(answer(source)).toBe('allowed');
  });

  it('looks at case as the pattern does', () => {
    expect(answer('^(?:a+|A+b)+$', 'i')).toMatch(/exponentially/);
    expect(answer('^(?:[a-m]|[N-Z])+$', 'i')).toBe('allowed');
  });

  it.each([
    ['(', 'is no regular expression'],
    ['a'.repeat(1001), 'is longer than 1000 characters'],
    // The name makes it unreadable for the detector, and what it refers to is needed.
    ['^(?<n>a|b)(?:\\k<n>|c)*$', 'is written in a way that can not be judged'],
  ])('refuses what it can not judge: %s', (source, problem) => {
    expect(answer(source)).toContain(`spec.x: the pattern ${problem}`);
  });

  it('gives up on what takes too long itself', () => {
    const nested = `${'(?:a?'.repeat(140)}${')*'.repeat(140)}`;
    expect(answer(nested)).toContain('takes too long to be judged');
  });
});
