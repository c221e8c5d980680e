import { Pressure } from './Pressure';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => jest.useRealTimers());

it('lets work go on at once where few arrive', async () => {
  const pressure = Pressure.create();
  pressure.note(1);
  await expect(pressure.rest({ worked: 5_000 })).resolves.toBeUndefined();
});

it('has it rest while many arrive, until it is stopped', async () => {
  const pressure = Pressure.create();
  pressure.note(30);
  const stop = new AbortController();
  const rested = jest.fn();
  const resting = pressure
    .rest({ worked: 100, signal: stop.signal })
    .then(rested);
  await new Promise(setImmediate);
  expect(rested).not.toHaveBeenCalled();
  stop.abort();
  await resting;
  expect(rested).toHaveBeenCalled();
});

it('has it rest no longer than it worked in a flood that does not end', async () => {
  const pressure = Pressure.create();
  for (let flood = 0; flood < 110; flood++) {
    pressure.note(30);
    jest.advanceTimersByTime(100);
  }
  pressure.note(30);
  const rested = jest.fn();
  const resting = pressure.rest({ worked: 100 }).then(rested);
  await jest.advanceTimersByTimeAsync(99);
  expect(rested).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  await resting;
  expect(rested).toHaveBeenCalled();
});

it('lets it go on again soon after the last of them', async () => {
  const pressure = Pressure.create();
  pressure.note(30);
  jest.advanceTimersByTime(600);
  await expect(pressure.rest({ worked: 5_000 })).resolves.toBeUndefined();
});
