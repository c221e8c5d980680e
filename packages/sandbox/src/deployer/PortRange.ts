import { createServer } from 'node:net';

/** The ports where environments are found: from `first` to `last`, both included. */
export class PortRange {
  readonly first: number;
  readonly last: number;

  constructor(first: number, last: number) {
    this.first = first;
    this.last = last;
  }

  /**
   * Reads a range such as `8100-8999`.
   *
   * @throws Error naming the variable when it is not one
   */
  static parse(text: string, variable: string): PortRange {
    const match = /^(\d{2,5})-(\d{2,5})$/.exec(text);
    const [first, last] = match ? [Number(match[1]), Number(match[2])] : [];
    if (!first || !last || first > last || first < 1024 || last > 65_535) {
      throw new Error(
        `${variable}: a range of ports such as 8100-8999, not "${text}"`,
      );
    }
    return new PortRange(first, last);
  }

  /**
   * The first port that is neither taken by an environment nor by another program.
   *
   * @throws Error when there is none
   */
  async findFree(taken: number[]): Promise<number> {
    for (let port = this.first; port <= this.last; port += 1) {
      if (!taken.includes(port) && (await isFree(port))) {
        return port;
      }
    }
    throw new Error(
      `No port from ${this.first} to ${this.last} is free for an environment`,
    );
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise(resolve => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
