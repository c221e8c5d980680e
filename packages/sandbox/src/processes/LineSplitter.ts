import { StringDecoder } from 'node:string_decoder';

/** A longer line is cut, and says so; a program may write megabytes without a line end. */
const MAXIMUM_LINE = 128 * 1024;

/** Makes lines of the chunks that a process writes. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #dropping = false;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop() ?? '';
    lines.forEach(line => this.#emit(line));
    if (this.#rest.length > MAXIMUM_LINE) {
      if (!this.#dropping) {
        this.#onLine(`${this.#rest.slice(0, MAXIMUM_LINE)} … (line cut)`);
      }
      this.#dropping = true;
      this.#rest = '';
    }
  }

  /** Hands out what came after the last line end. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (rest) {
      this.#emit(rest);
    }
  }

  #emit(line: string) {
    if (this.#dropping) {
      this.#dropping = false;
      return;
    }
    this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}
