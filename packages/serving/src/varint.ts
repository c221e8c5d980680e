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

  /** Bytes of whatever kind, behind their length. */
  addBytes(bytes: Uint8Array) {
    this.add(bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
  }

  bytes = () => Uint8Array.from(this.#bytes);
}

/** Reads what a VarintWriter wrote, from a place in some bytes up to another. */
export class VarintReader {
  #position: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  get done() {
    return this.#position >= this.#end;
  }

  /** Where the bytes lie that `addBytes` wrote; passes over them. */
  nextBytes(): { start: number; end: number } {
    const length = this.next();
    const start = this.#position;
    this.#position += length;
    return { start, end: this.#position };
  }

  next(): number {
    const first = this.#bytes[this.#position++];
    // Most are small.
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let scale = 0x80; ; scale *= 0x80) {
      const byte = this.#bytes[this.#position++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
}
