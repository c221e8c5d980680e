import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { CONTENT_TYPE, type Delivery } from './deliveries';

/** How a delivery was answered; 0 where it was not. */
export interface Answer {
  status: number;
  milliseconds: number;
  /** Why it was not answered. */
  error?: Error;
}

/** Node's servers close a connection that was idle for five seconds, and a request may cross that: given up before. */
const IDLE_MILLISECONDS = 2_000;

/** A sender with as many connections as it has clients, kept open. */
export class Sender {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(options: { url: string; clients: number }) {
    this.#url = options.url;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: options.clients,
      timeout: IDLE_MILLISECONDS,
    });
  }

  send(delivery: Delivery): Promise<Answer> {
    const start = performance.now();
    return new Promise(resolve => {
      const end = (status: number, error?: Error) =>
        resolve({ status, milliseconds: performance.now() - start, error });
      const sent = request(
        this.#url,
        {
          agent: this.#agent,
          method: 'POST',
          headers: {
            'content-type': CONTENT_TYPE,
            'content-length': delivery.body.length,
            'x-fairway-signature': delivery.signature,
          },
        },
        response => {
          response
            .on('error', error => end(0, error))
            .on('end', () => end(response.statusCode!));
          response.resume();
        },
      );
      sent.on('error', error => end(0, error));
      sent.end(delivery.body);
    });
  }

  /** Sends a delivery until it is taken, as a sender does that loses nothing. */
  async sendUntilTaken(delivery: Delivery): Promise<void> {
    while ((await this.send(delivery)).status !== 202) await wait(50);
  }

  close() {
    this.#agent.destroy();
  }
}

/** Has some clients send what there is, each its next one when the one before is answered. */
export async function withClients(
  clients: number,
  deliveries: Iterator<Delivery>,
  send: (delivery: Delivery) => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let next = deliveries.next(); !next.done; next = deliveries.next())
        await send(next.value);
    }),
  );
}
