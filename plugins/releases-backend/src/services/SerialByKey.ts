/**
 * Runs what is given under one key one after the other, so that the second of
 * two equal requests sees what the first one did.
 */
export class SerialByKey {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task once the ones before it under this key have ended. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const running = before.then(task, task);
    this.#last.set(key, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(key) === running) {
        this.#last.delete(key);
      }
    }
  }
}
