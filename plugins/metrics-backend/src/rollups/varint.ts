/** Unsigned LEB128; exact up to 2^53. */
export class VarintWriter {
  #bytes: number[] = [];

  add(value: number) {
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
  }

  bytes = () => Uint8Array.from(this.#bytes);
}

/** Reads what a VarintWriter wrote. */
export class VarintReader {
  #position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done() {
    return this.#position >= this.#bytes.length;
  }

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#bytes[this.#position++];
      value += (byte & 0x7f) * scale;
      if (!(byte & 0x80)) return value;
    }
  }
}
