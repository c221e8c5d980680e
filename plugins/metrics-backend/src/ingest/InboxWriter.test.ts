import type { InboxStore, NewDelivery } from './InboxStore';
import { InboxWriter } from './InboxWriter';

const delivery = (deliveryId: string, size = 2): NewDelivery => ({
  ...{ source: 'forge', topic: 'push', headers: {}, deliveryId },
  body: Buffer.alloc(size),
});

/** A store whose commits end when the test says so. */
function heldStore(commitsAtOnce?: number) {
  const commits: { ids: string[]; end(error?: Error): void }[] = [];
  const insert: InboxStore['insert'] = deliveries =>
    new Promise((resolve, reject) =>
      commits.push({
        ids: deliveries.map(({ deliveryId }) => deliveryId),
        end: error =>
          error ? reject(error) : resolve(deliveries.map(() => 'accepted')),
      }),
    );
  return {
    commits,
    writer: InboxWriter.create({
      ...{ store: { insert } as InboxStore, commitsAtOnce },
    }),
  };
}

const settle = () => new Promise(setImmediate);

it('commits the first at once, and together what arrives meanwhile', async () => {
  const { commits, writer } = heldStore();
  const first = writer.write(delivery('a'));
  const others = [writer.write(delivery('b')), writer.write(delivery('c'))];
  expect(commits.map(({ ids }) => ids)).toEqual([['a']]);
  commits[0].end();
  await expect(first).resolves.toBe('accepted');
  await settle();
  expect(commits[1].ids).toEqual(['b', 'c']);
  commits[1].end();
  await expect(Promise.all(others)).resolves.toEqual(['accepted', 'accepted']);
});

it('fills one commit while two are being flushed', async () => {
  const { commits, writer } = heldStore(2);
  const writes = ['a', 'b', 'c', 'd'].map(id => writer.write(delivery(id)));
  expect(commits.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
  commits[1].end();
  await settle();
  expect(commits[2].ids).toEqual(['c', 'd']);
  commits[0].end();
  commits[2].end();
  await expect(Promise.all(writes)).resolves.toHaveLength(4);
});

it('acknowledges nothing that was not committed, and does not let one refuse the others', async () => {
  const { commits, writer } = heldStore();
  const first = writer.write(delivery('a'));
  const bad = writer.write(delivery('bad'));
  const good = writer.write(delivery('good'));
  const outcomes = Promise.allSettled([first, bad, good]);
  commits[0].end(new Error('the disk is full'));
  await settle();
  commits[1].end(new Error('one of them'));
  await settle();
  expect(commits[2].ids).toEqual(['bad']);
  commits[2].end(new Error('this one'));
  await settle();
  commits[3].end();
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'fulfilled',
  ]);
});

it('refuses when too much waits, and takes more when that is gone', async () => {
  const { commits, writer } = heldStore();
  const large = 100 * 1024 * 1024;
  const first = writer.write(delivery('a', large));
  const second = writer.write(delivery('b', large));
  expect(() => writer.write(delivery('c', large))).toThrow(
    'Too many deliveries wait',
  );
  commits[0].end();
  await first;
  await settle();
  const third = writer.write(delivery('c', large));
  commits[1].end();
  await second;
  await settle();
  expect(commits[2].ids).toEqual(['c']);
  commits[2].end();
  await expect(third).resolves.toBe('accepted');
});
