import { isSignedBy } from './isSignedBy';

// The example of GitHub's documentation.
const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello, World!');
const good =
  'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

describe('isSignedBy', () => {
  it('accepts the signature of the body', () => {
    expect(isSignedBy({ secret, body, signature: good })).toBe(true);
  });

  it.each<[string, string | string[] | undefined]>([
    ['none', undefined],
    ['an empty one', ''],
    ['one without a digest', 'sha256='],
    ['a truncated one', good.slice(0, -2)],
    ['upper-case hex', `sha256=${good.slice(7).toUpperCase()}`],
    ['SHA-1', `sha1=${good.slice(7, 47)}`],
    ['two headers', [good, good]],
    ['two joined headers', `${good}, ${good}`],
    ['all zeros', `sha256=${'0'.repeat(64)}`],
  ])('refuses %s', (_, signature) => {
    expect(isSignedBy({ secret, body, signature })).toBe(false);
  });

  it('refuses another secret and a changed body', () => {
    expect(isSignedBy({ secret: 'other', body, signature: good })).toBe(false);
    expect(
      isSignedBy({
        secret,
        body: Buffer.from('Hello, World'),
        signature: good,
      }),
    ).toBe(false);
  });
});
