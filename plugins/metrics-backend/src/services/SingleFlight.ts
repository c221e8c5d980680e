interface Kept<T> {
  value: Promise<T>;
  until: number;
}

/** How many answers are kept at most; the oldest goes first. */
const MOST_KEPT = 200;

/** Answers the same question once for all who ask at the same time, and for a short while after. */
export class SingleFlight<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #milliseconds: number;

  private constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  static create<T>(options: { milliseconds: number }): SingleFlight<T> {
    return new SingleFlight(options.milliseconds);
  }

  async get(key: string, answer: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known && known.until > performance.now()) return known.value;
    const kept: Kept<T> = { value: answer(), until: Infinity };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > MOST_KEPT)
      this.#kept.delete(this.#kept.keys().next().value!);
    try {
      const value = await kept.value;
      kept.until = performance.now() + this.#milliseconds;
      return value;
    } catch (error) {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
      throw error;
    }
  }
}
