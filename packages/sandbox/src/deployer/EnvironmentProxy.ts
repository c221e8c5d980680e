import {
  createServer,
  IncomingMessage,
  request,
  Server,
  ServerResponse,
} from 'node:http';
import { connect, Socket } from 'node:net';

import { unavailablePage } from './unavailablePage';

/** Headers that concern one connection only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * The door of an environment: it listens on the port that stays the same and
 * passes every request on to the process that serves now. When there is none it
 * answers 502 and says why.
 */
export class EnvironmentProxy {
  readonly #server: Server;
  readonly #title: string;
  #target: number | undefined;
  #problem = 'Nothing has been deployed here yet.';

  constructor(title: string) {
    this.#title = title;
    this.#server = createServer((req, res) => this.#pass(req, res));
    this.#server.on('upgrade', (req, socket, head) =>
      this.#upgrade(req, socket as Socket, head),
    );
  }

  /** @throws the error of `listen`, with code EADDRINUSE when another program has the port */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** From now on requests go to this port; those under way stay where they are. */
  switchTo(port: number): void {
    this.#target = port;
  }

  /** From now on requests are told why nothing answers. */
  refuse(problem: string): void {
    this.#target = undefined;
    this.#problem = problem;
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #pass(req: IncomingMessage, res: ServerResponse) {
    if (this.#target === undefined) {
      this.#answer502(res, this.#problem);
      return;
    }
    const upstream = request(
      {
        host: '127.0.0.1',
        port: this.#target,
        method: req.method,
        path: req.url,
        headers: this.#headers(req),
        // A connection of its own for each: one kept alive could end with the release just as it is used again.
        agent: false,
      },
      answer => {
        res.writeHead(
          answer.statusCode ?? 502,
          answer.statusMessage,
          withoutHopByHop(answer.headers),
        );
        answer.pipe(res);
        answer.on('error', () => res.destroy());
      },
    );
    upstream.on('error', error => {
      if (res.headersSent) {
        res.destroy();
      } else {
        this.#answer502(res, `The service did not answer: ${error.message}`);
      }
    });
    res.on('close', () => upstream.destroy());
    req.pipe(upstream);
  }

  #upgrade(req: IncomingMessage, socket: Socket, head: Buffer) {
    if (this.#target === undefined) {
      socket.destroy();
      return;
    }
    const upstream = connect(this.#target, '127.0.0.1', () => {
      const headers = Object.entries({
        ...this.#headers(req),
        connection: 'Upgrade',
        upgrade: req.headers.upgrade ?? '',
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      upstream.write(
        `${req.method} ${req.url} HTTP/1.1\r\n${headers.join('')}\r\n`,
      );
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  }

  #headers(req: IncomingMessage) {
    return {
      ...withoutHopByHop(req.headers),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': req.headers.host ?? '',
      'x-forwarded-proto': 'http',
    };
  }

  #answer502(res: ServerResponse, problem: string) {
    res.writeHead(502, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    res.end(unavailablePage(this.#title, problem));
  }
}

function withoutHopByHop(headers: IncomingMessage['headers']) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)),
  );
}
