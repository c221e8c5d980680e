import { findNameProblem } from './nameRule';

describe('findNameProblem', () => {
  it.each([
    ['abc'],
    ['payments'],
    ['a-b'],
    ['s3-gateway'],
    [`a${'b'.repeat(39)}`],
  ])('accepts %j', name => {
    expect(findNameProblem(name)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [undefined, 'required string'],
    [null, 'required string'],
    ['', 'required string'],
    [42, 'required string'],
    [['abc'], 'required string'],
    [{ name: 'abc' }, 'required string'],
    ['Сервис', 'use a-z, 0-9 and -'],
    ['service-🚀', 'use a-z, 0-9 and -'],
    ['ｓｅｒｖｉｃｅ', 'use a-z, 0-9 and -'],
    ['cafe\u0301', 'use a-z, 0-9 and -'],
    // The first letter is Cyrillic.
    ['раyment', 'use a-z, 0-9 and -'],
    ['../x', 'use a-z, 0-9 and -'],
    ['a/b', 'use a-z, 0-9 and -'],
    ['..%2fx', 'use a-z, 0-9 and -'],
    ['a\\b', 'use a-z, 0-9 and -'],
    ['/etc/passwd', 'use a-z, 0-9 and -'],
    ['.', 'use a-z, 0-9 and -'],
    ['..', 'use a-z, 0-9 and -'],
    ['.git', 'use a-z, 0-9 and -'],
    ['.github', 'use a-z, 0-9 and -'],
    ['${{ 7*7 }}', 'use a-z, 0-9 and -'],
    ['UPPER', 'use a-z, 0-9 and -'],
    ['a_b', 'use a-z, 0-9 and -'],
    ['a.b', 'use a-z, 0-9 and -'],
    [' abc', 'use a-z, 0-9 and -'],
    ['abc\n', 'use a-z, 0-9 and -'],
    [`a${'b'.repeat(40)}`, 'at most 40 characters'],
    ['a'.repeat(64), 'at most 40 characters'],
    ['a'.repeat(101), 'at most 40 characters'],
    ['a'.repeat(1_000_000), 'at most 40 characters'],
    ['-ab', 'begin with a letter'],
    ['123', 'begin with a letter'],
    ['ab-', 'end with a letter or a digit'],
    ['a--b', 'no two hyphens in a row'],
    ['ab', 'at least 3 characters'],
  ])('refuses %j', (name, message) => {
    expect(findNameProblem(name)?.message).toBe(message);
  });

  it('agrees with the rule as one expression', () => {
    const rule = /^[a-z](?:[a-z0-9-]{1,38}[a-z0-9])$/;
    const parts = ['a', 'z', '0', '-', 'B', '.'];
    const names = parts.flatMap(a =>
      parts.flatMap(b =>
        parts.flatMap(c => ['', 'x'].map(d => `${a}${b}${c}${d}`)),
      ),
    );
    for (const name of names) {
      const allowed = rule.test(name) && !name.includes('--');
      expect([name, findNameProblem(name) === undefined]).toEqual([
        name,
        allowed,
      ]);
    }
  });
});
