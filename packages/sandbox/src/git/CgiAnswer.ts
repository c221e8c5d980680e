import { Response } from 'express';

/** The longest head that `git http-backend` may write: its own is some 200 bytes. */
const maximumHead = 16 * 1024;

/** Takes a CGI program's output: first the head, then the body. */
export class CgiAnswer {
  readonly #res: Response;
  #head = Buffer.alloc(0);
  begun = false;

  constructor(res: Response) {
    this.#res = res;
  }

  /** False when the reader is slower than we are. */
  write(chunk: Buffer): boolean {
    if (this.begun) {
      return this.#res.write(chunk);
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0 || end > maximumHead) {
      return true;
    }
    this.#begin(this.#head.toString('latin1', 0, end));
    const body = this.#head.subarray(end + 4);
    return body.length === 0 || this.#res.write(body);
  }

  #begin(head: string) {
    this.begun = true;
    for (const line of head.split('\r\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).trim();
      const value = line.slice(colon + 1).trim();
      if (name.toLowerCase() === 'status') {
        this.#res.status(Number(value.slice(0, 3)));
      } else {
        this.#res.setHeader(name, value);
      }
    }
  }
}
