import { Slots } from './Slots';

it('does no more at once than it may, and frees the place of what fails', async () => {
  const slots = Slots.create({ atOnce: 2 });
  let running = 0;
  let most = 0;
  const work = (fails: boolean) =>
    slots.run(async () => {
      most = Math.max(most, (running += 1));
      await new Promise(done => setImmediate(done));
      running -= 1;
      if (fails) throw new Error('no');
    });
  const results = await Promise.allSettled(
    [true, false, true, false, false].map(work),
  );
  expect(results.map(({ status }) => status)).toEqual([
    ...['rejected', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  ]);
  expect(most).toBe(2);
});
