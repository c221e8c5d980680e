import { Readable } from 'node:stream';
import { BodyReader, MOST_BODY_BYTES } from './BodyReader';

const sending = (parts: (Buffer | string)[], headers = {}) =>
  Object.assign(Readable.from(parts.map(part => Buffer.from(part))), {
    headers,
  });

const size = async (body: Buffer) => body.length;

it('gives all the bytes of a body', async () => {
  const body = await BodyReader.create().with(
    sending(['{"a":', '1}']),
    async bytes => bytes.toString(),
  );
  expect(body).toBe('{"a":1}');
});

it('refuses one that says that it is too large before reading it, and one that is', async () => {
  const reader = BodyReader.create();
  const said = sending([], { 'content-length': String(MOST_BODY_BYTES + 1) });
  await expect(reader.with(said, size)).rejects.toThrow('at most 26214400');
  const half = Buffer.alloc(MOST_BODY_BYTES / 2 + 1);
  await expect(reader.with(sending([half, half]), size)).rejects.toThrow(
    'at most 26214400',
  );
});

it('refuses what would be too much together, until the work before has ended', async () => {
  const reader = BodyReader.create({ most: 10 });
  let end = () => {};
  const first = reader.with(
    sending(['1234567']),
    () => new Promise<void>(done => (end = done)),
  );
  await new Promise(setImmediate);
  await expect(reader.with(sending(['1234']), size)).rejects.toThrow(
    'Too many deliveries',
  );
  end();
  await first;
  expect(await reader.with(sending(['1234567']), size)).toBe(7);
});
