import { TestAttempts } from '../__testUtils__/TestAttempts';

const task = { id: 'a-task' };

describe('AttemptFences', () => {
  it('lets a worker call while it is its turn', async () => {
    const { signal } = new AbortController();
    const mayCall = await new TestAttempts().fences().fence({ task, signal });
    await expect(mayCall()).resolves.toBeUndefined();
    await expect(mayCall()).resolves.toBeUndefined();
  });

  it('holds a worker whose task was taken up by another until that has ended it', async () => {
    const attempts = new TestAttempts();
    const fences = attempts.fences();
    const { signal } = new AbortController();
    const mayCall = await fences.fence({ task, signal });
    attempts.attempt = 1;
    // The step after it in the same worker is no other attempt.
    const next = await fences.fence({ task, signal });
    let over = false;
    const calls = Promise.allSettled([mayCall(), next()]).then(outcomes => {
      over = true;
      return outcomes.map(({ status }) => status);
    });
    while (attempts.logger.warn.mock.calls.length < 2) {
      await new Promise(setImmediate);
    }
    expect(over).toBe(false);
    attempts.status = 'completed';
    expect(await calls).toEqual(['rejected', 'rejected']);
    expect(attempts.logger.warn).toHaveBeenCalledWith(
      'Another worker has taken a request up; standing still',
      { taskId: 'a-task' },
    );
  });

  it('lets the worker call that has taken it up', async () => {
    const attempts = new TestAttempts();
    const fences = attempts.fences();
    await fences.fence({ task, signal: new AbortController().signal });
    attempts.attempt = 1;
    const { signal } = new AbortController();
    const mayCall = await fences.fence({ task, signal });
    await expect(mayCall()).resolves.toBeUndefined();
  });
});
