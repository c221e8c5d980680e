import { inParallel } from './inParallel';

const turn = () => new Promise(done => setImmediate(done));

it('keeps the order and the limit', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([1, 2, 3, 4, 5], 2, async n => {
    most = Math.max(most, (running += 1));
    for (let turns = 0; turns < 6 - n; turns++) await turn();
    running -= 1;
    return n * 2;
  });
  expect(results).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
});

it('begins nothing after an error', async () => {
  const begun: number[] = [];
  await expect(
    inParallel([1, 2, 3, 4], 1, async n => {
      begun.push(n);
      if (n === 2) throw new Error('two');
    }),
  ).rejects.toThrow('two');
  await turn();
  expect(begun).toEqual([1, 2]);
});
