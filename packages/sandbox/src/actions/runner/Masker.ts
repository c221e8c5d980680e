/** Hides secret values in whatever a job writes. */
export class Masker {
  readonly #values = new Set<string>();
  #ordered: string[] = [];

  /**
   * Hides a value from now on: each of its lines, and the forms in which it easily
   * slips out (base64, as part of a URL, within JSON).
   */
  add(value: string): void {
    const lines = value.split(/\r?\n/).map(line => line.trim());
    for (const line of [value.trim(), ...lines].filter(Boolean)) {
      this.#values.add(line);
      this.#values.add(Buffer.from(line).toString('base64'));
      this.#values.add(encodeURIComponent(line));
      this.#values.add(JSON.stringify(line).slice(1, -1));
    }
    // The longest first: a value may be a part of another.
    this.#ordered = [...this.#values].sort((a, b) => b.length - a.length);
  }

  /** The text with every hidden value replaced by `***`. */
  mask(text: string): string {
    return this.#ordered.reduce(
      (masked, value) =>
        masked.includes(value) ? masked.replaceAll(value, '***') : masked,
      text,
    );
  }

  /** Whether a text holds something that is hidden. */
  hides(text: string): boolean {
    return this.#ordered.some(value => text.includes(value));
  }
}
