import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** Loopback only: what runs here is for this machine. */
const address = '127.0.0.1';

/** In milliseconds. */
const grace = 2000;

const notReady: RequestListener = (_req, res) => {
  res.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' });
  res.end('The sandbox is starting.\n');
};

/** The HTTP server: it has its port before anything else is done, and answers 503 until there is an app. */
export class SandboxServer {
  readonly #server: Server;
  #listener: RequestListener = notReady;

  private constructor() {
    this.#server = createServer((req, res) => this.#listener(req, res));
    // A clone or a push may take long; what never sends its headers is still cut off.
    this.#server.requestTimeout = 30 * 60 * 1000;
    // Longer than anybody keeps a connection: a request must not arrive while it is being closed.
    this.#server.keepAliveTimeout = 75 * 1000;
  }

  static async listen(port: number): Promise<SandboxServer> {
    const server = new SandboxServer();
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', (error: NodeJS.ErrnoException) => {
        reject(
          error.code === 'EADDRINUSE'
            ? new Error(
                `Port ${port} is taken, so the sandbox can't start. Stop what uses it, or choose another with FAIRWAY_FORGE_PORT.`,
              )
            : error,
        );
      });
      server.#server.listen(port, address, resolve);
    });
    return server;
  }

  serve(listener: RequestListener): void {
    this.#listener = listener;
  }

  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Takes no more requests and lets those under way end; who takes longer than the grace is cut off. */
  async close(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    this.#listener = notReady;
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    // A connection that is kept alive becomes idle when its answer is sent, and is ended then.
    const idle = setInterval(() => this.#server.closeIdleConnections(), 20);
    const late = setTimeout(() => this.#server.closeAllConnections(), grace);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  }
}
