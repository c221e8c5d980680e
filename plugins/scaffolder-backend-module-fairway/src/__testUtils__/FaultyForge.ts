import {
  createServer,
  IncomingMessage,
  request,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** Where a connection breaks: before the forge has seen the request, or after it has done its work. */
export type Break = 'before' | 'after';

/** What happens at one of the requests, from 1. */
export type Fault = { at: number } & (
  | { kind: Break }
  /** The forge refuses it, and has not done anything. */
  | { kind: 'refused'; status: number; headers?: Record<string, string> }
  /** The forge answers, but before that something else happens. */
  | { kind: 'late'; meanwhile: () => void }
);

/** Stands between a client and a forge, and breaks one of the connections, or refuses. */
export class FaultyForge {
  readonly requests: string[] = [];
  readonly #forgeUrl: URL;
  readonly #server = createServer((req, res) => this.#forward(req, res));
  #fault?: Fault;

  static async start(forgeUrl: string): Promise<FaultyForge> {
    const forge = new FaultyForge(forgeUrl);
    await new Promise<void>(resolve => {
      forge.#server.listen(0, '127.0.0.1', resolve);
    });
    return forge;
  }

  private constructor(forgeUrl: string) {
    this.#forgeUrl = new URL(forgeUrl);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Begins to count anew, with one fault at most. */
  reset(fault?: Fault): void {
    this.requests.length = 0;
    this.#fault = fault;
  }

  #forward(req: IncomingMessage, res: ServerResponse): void {
    this.requests.push(`${req.method} ${req.url}`);
    const fault =
      this.#fault?.at === this.requests.length ? this.#fault : undefined;
    if (fault?.kind === 'before') {
      req.socket.destroy();
      return;
    }
    if (fault?.kind === 'refused') {
      req.resume();
      res.writeHead(fault.status, fault.headers).end('{}');
      return;
    }
    const forwarded = request(
      {
        host: this.#forgeUrl.hostname,
        port: this.#forgeUrl.port,
        method: req.method,
        path: req.url,
        headers: { ...req.headers, host: this.#forgeUrl.host },
      },
      answer => {
        if (fault?.kind === 'late') {
          fault.meanwhile();
        }
        if (fault?.kind === 'after') {
          answer.resume().once('end', () => req.socket.destroy());
          return;
        }
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    forwarded.once('error', () => req.socket.destroy());
    req.pipe(forwarded);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
