/** Runs tasks of one key one after another, tasks of different keys at the same time. */
export class KeyedLock {
  readonly #tails = new Map<unknown, Promise<void>>();

  /** Resolves when nothing is running and nothing waits. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) {
      await Promise.all(this.#tails.values());
    }
  }

  run<Result>(key: unknown, task: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(task);
    const tail = result.then(
      () => {},
      () => {},
    );
    this.#tails.set(key, tail);
    tail.then(() => {
      if (this.#tails.get(key) === tail) {
        this.#tails.delete(key);
      }
    });
    return result;
  }
}
