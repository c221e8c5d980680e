import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';

/** Stands between a client and a server, and can be taken away and come back at the same address. */
export class CuttableProxy {
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #port = 0;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  static async start(url: string): Promise<CuttableProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new CuttableProxy({ host: hostname, port: Number(port) });
    await proxy.comeBack();
    return proxy;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  async goAway(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const server = this.#server!;
    server.close();
    await once(server, 'close');
  }

  async comeBack(): Promise<void> {
    this.#server = createServer(socket => {
      const onward = connect(this.#target);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ]) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address && typeof address === 'object') this.#port = address.port;
  }
}
