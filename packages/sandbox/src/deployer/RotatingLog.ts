import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const MAXIMUM_BYTES = 4 * 1024 * 1024;

/** A log that keeps the newest lines: at its limit the file becomes `<file>.1`, and a new one is begun. */
export class RotatingLog {
  readonly #file: string;
  readonly #maximum: number;
  #descriptor: number;
  #size: number;
  #isClosed = false;

  constructor(file: string, maximumBytes: number = MAXIMUM_BYTES) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
    this.#maximum = maximumBytes;
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** Writes a line with the time before it; after the end it is dropped. */
  write(line: string): void {
    if (this.#isClosed) {
      return;
    }
    const entry = `${new Date().toISOString()} ${line}\n`;
    if (this.#size + entry.length > this.#maximum && this.#size > 0) {
      closeSync(this.#descriptor);
      renameSync(this.#file, `${this.#file}.1`);
      this.#descriptor = openSync(this.#file, 'a', 0o600);
      this.#size = 0;
    }
    this.#size += writeSync(this.#descriptor, entry);
  }

  close(): void {
    if (!this.#isClosed) {
      this.#isClosed = true;
      closeSync(this.#descriptor);
    }
  }

  /** The newest lines of a log, which need not be open. */
  static tail(file: string, lines: number): string[] {
    return [`${file}.1`, file]
      .filter(path => existsSync(path))
      .flatMap(path => readFileSync(path, 'utf8').split('\n').filter(Boolean))
      .slice(-lines);
  }
}
