import { ConfigReader } from '@backstage/config';
import { createHmac } from 'node:crypto';
import { isOneOf, isSignedWithOneOf, readSecrets } from './secrets';

const OLD = 'the secret of before';
const NEW = 'the secret that comes';
const body = Buffer.from('{"a":1}');
const sign = (secret: string, text: Buffer | string = body) =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

it.each([
  ['one', NEW, [NEW]],
  ['one in a list', [NEW], [NEW]],
  ['two while one replaces the other', [NEW, OLD], [NEW, OLD]],
])('reads %s', (_, secrets, expected) => {
  expect(
    readSecrets(new ConfigReader({ a: { secrets } }), 'a.secrets'),
  ).toEqual(expected);
});

it.each([
  ['nothing', undefined, 'a.secrets: a secret is required'],
  ['an empty list', [], 'a.secrets: a secret is required'],
  ['three', [NEW, OLD, OLD], 'a.secrets: at most 2 secrets at a time'],
  ['an empty one', '', 'a.secrets: a secret has at least 16 characters'],
  ['a short one', [NEW, 'short'], 'a.secrets: a secret has at least 16'],
  ['a number', [1234567890123456], 'a.secrets: a secret has at least 16'],
])('refuses %s', (_, secrets, message) => {
  expect(() =>
    readSecrets(new ConfigReader({ a: { secrets } }), 'a.secrets'),
  ).toThrow(message);
});

it('knows a secret among others', () => {
  expect(isOneOf(OLD, [NEW, OLD])).toBe(true);
  expect(isOneOf(NEW, [NEW, OLD])).toBe(true);
  for (const wrong of ['', `${NEW} `, NEW.slice(1), NEW.toUpperCase()])
    expect(isOneOf(wrong, [NEW, OLD])).toBe(false);
});

it.each([
  ['of the new secret', sign(NEW), true],
  ['of the old secret', sign(OLD), true],
  ['of another secret', sign('the secret of others'), false],
  ['of other bytes', sign(NEW, '{"a":2}'), false],
  ['that is missing', '', false],
  ['that is empty', 'sha256=', false],
  ['that is cut off', sign(NEW).slice(0, -1), false],
  ['in upper case', sign(NEW).toUpperCase(), false],
  [
    'with upper-case digits',
    sign(NEW).replace(/[a-f]/g, x => x.toUpperCase()),
    false,
  ],
  ['of another kind', sign(NEW).replace('sha256', 'sha1'), false],
  ['given twice', `${sign(NEW)}, ${sign(NEW)}`, false],
  ['without its kind', sign(NEW).slice('sha256='.length), false],
])('judges a signature %s', (_, signature, expected) => {
  expect(isSignedWithOneOf(signature, body, [NEW, OLD])).toBe(expected);
});
