import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** One delivery of the forge's webhook. */
export interface ForgeEvent {
  name: string;
  payload: any;
}

/** Receives the forge's webhooks, so that a test waits for what happens instead of asking again and again. */
export class ForgeEvents {
  readonly #server: Server;
  readonly #seen: ForgeEvent[] = [];
  #listeners = new Set<() => void>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<ForgeEvents> {
    const server = createServer();
    const events = new ForgeEvents(server);
    server.on('request', async (request, response) => {
      const payload = await json(request);
      response.end();
      events.#seen.push({
        name: String(request.headers['x-github-event']),
        payload,
      });
      events.#listeners.forEach(listener => listener());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return events;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The payload of the first event, past or to come, for which the test holds. */
  async waitFor(
    name: string,
    test: (payload: any) => boolean,
    deadline: AbortSignal,
  ): Promise<any> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.#seen.find(
          event => event.name === name && test(event.payload),
        );
        if (found) {
          this.#listeners.delete(look);
          resolve(found.payload);
        }
      };
      deadline.addEventListener('abort', () => {
        this.#listeners.delete(look);
        const names = this.#seen.map(
          event => `${event.name}.${event.payload.action ?? ''}`,
        );
        reject(new Error(`No such ${name} in time; seen: ${names.join(', ')}`));
      });
      this.#listeners.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
