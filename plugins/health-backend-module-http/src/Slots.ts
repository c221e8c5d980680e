/** Does no more than so many things at once, whoever asks; the others wait for their turn. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  private constructor(atOnce: number) {
    this.#free = atOnce;
  }

  static create(options: { atOnce: number }): Slots {
    return new Slots(options.atOnce);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>(turn => this.#waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
