import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A delivery of a webhook. */
export interface Delivery {
  event: string;
  payload: any;
}

/** A small server that keeps what webhooks tell it. */
export class WebhookReceiver {
  readonly deliveries: Delivery[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) {
        chunks.push(chunk);
      }
      this.deliveries.push({
        event: String(req.headers['x-github-event']),
        payload: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      });
      res.writeHead(202).end();
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  /** The actions of an event, in the order they came. */
  actions(event: string): string[] {
    return this.deliveries
      .filter(delivery => delivery.event === event)
      .map(({ payload }) => payload.action);
  }
}
