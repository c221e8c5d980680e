import { readJson } from './readJson';

it('reads UTF-8', () => {
  expect(readJson(Buffer.from('{"a":"é"}'))).toEqual({ a: 'é' });
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['half an object', Buffer.from('{"a":1')],
  ['a trailing comma', Buffer.from('{"a":1,}')],
  ['a byte order mark', Buffer.from('\ufeff{}')],
  ['UTF-16', Buffer.from('{}', 'utf16le')],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
])('refuses %s', (_, body) => {
  expect(() => readJson(body)).toThrow('body is not valid JSON');
});
