import { SingleFlight } from './SingleFlight';

it('asks once for all who ask at the same time, and for each key', async () => {
  const flight = SingleFlight.create<string>({ milliseconds: 60_000 });
  const answer = jest.fn(async (key: string) => `answer ${key}`);
  const answers = await Promise.all(
    ['a', 'a', 'b'].map(key => flight.get(key, () => answer(key))),
  );
  expect(answers).toEqual(['answer a', 'answer a', 'answer b']);
  expect(await flight.get('a', () => answer('a'))).toBe('answer a');
  expect(answer).toHaveBeenCalledTimes(2);
});

it('keeps nothing that went wrong, nor anything beyond its time', async () => {
  const failing = SingleFlight.create<number>({ milliseconds: 60_000 });
  const wrong = () => Promise.reject(new Error('no'));
  await expect(failing.get('a', wrong)).rejects.toThrow('no');
  expect(await failing.get('a', async () => 1)).toBe(1);

  const short = SingleFlight.create<number>({ milliseconds: 0 });
  expect(await short.get('a', async () => 1)).toBe(1);
  expect(await short.get('a', async () => 2)).toBe(2);
});
