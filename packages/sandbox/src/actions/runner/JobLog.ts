import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { Masker } from './Masker';

/** A job's log may grow to this many bytes; what comes after is dropped, and the log says so. */
export const MAXIMUM_LOG_BYTES = 16 * 1024 * 1024;

/** The log of one job: a time and a line each, secrets hidden, of limited size. */
export class JobLog {
  readonly #masker: Masker;
  readonly #descriptor: number;
  readonly #maximum: number;
  #bytes = 0;
  #closed = false;
  #isFull = false;
  #lines = 0;

  private constructor(masker: Masker, descriptor: number, maximum: number) {
    this.#masker = masker;
    this.#descriptor = descriptor;
    this.#maximum = maximum;
  }

  static open(options: {
    file: string;
    masker: Masker;
    maximumBytes?: number;
  }): JobLog {
    mkdirSync(dirname(options.file), { recursive: true });
    return new JobLog(
      options.masker,
      openSync(options.file, 'w', 0o600),
      options.maximumBytes ?? MAXIMUM_LOG_BYTES,
    );
  }

  /** How many lines were written: where the next step's part begins. */
  get lines(): number {
    return this.#lines;
  }

  /** Writes text, which may be several lines. */
  write(text: string): void {
    for (const line of this.#masker.mask(text).split(/\r?\n/)) {
      this.#writeLine(line);
    }
  }

  group(title: string): void {
    this.write(`##[group]${title}`);
  }

  endGroup(): void {
    this.write('##[endgroup]');
  }

  error(message: string): void {
    this.write(`##[error]${message}`);
  }

  warning(message: string): void {
    this.write(`##[warning]${message}`);
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      closeSync(this.#descriptor);
    }
  }

  #writeLine(line: string) {
    if (this.#closed || this.#isFull) {
      return;
    }
    const entry = `${new Date().toISOString()} ${line}\n`;
    this.#bytes += Buffer.byteLength(entry);
    this.#isFull = this.#bytes > this.#maximum;
    writeSync(
      this.#descriptor,
      this.#isFull
        ? `##[warning]The log is cut here: it reached ${this.#maximum} bytes\n`
        : entry,
    );
    this.#lines += 1;
  }
}
