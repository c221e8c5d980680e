import { ForgeDatabase } from './ForgeDatabase';
import { HookRow, toHook } from './HookRow';
import { signatureOf } from './signatureOf';
import type { Hook } from './Webhooks';

/** As GitHub: who has not answered by then has failed. */
const timeoutInMilliseconds = 10_000;
const maximumAtOnce = 8;
const maximumKeptBody = 64 * 1024;

export interface DeliveryRow {
  id: number;
  hook_id: number;
  guid: string;
  event: string;
  action: string | null;
  repository_id: number | null;
  redelivery: number;
  state: 'waiting' | 'done';
  created_at: string;
  payload: string;
  request_headers: string | null;
  status: string | null;
  status_code: number | null;
  duration: number | null;
  response_headers: string | null;
  response_body: string | null;
}

interface Outcome {
  status: string;
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends stored deliveries, oldest first, a few at once. One that a crash left unsent is sent after the next start. */
export class DeliveryQueue {
  readonly #database: ForgeDatabase;
  readonly #running = new Map<number, Promise<void>>();
  readonly #abort = new AbortController();
  #started = false;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  start(): void {
    this.#started = true;
    this.wake();
  }

  /** Stops sending; what is under way is given up and stays waiting. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#abort.abort();
    await Promise.all(this.#running.values());
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values());
    }
  }

  wake(): void {
    if (!this.#started || this.#running.size >= maximumAtOnce) {
      return;
    }
    const waiting = this.#database.all<DeliveryRow>(
      `SELECT * FROM hook_deliveries WHERE state = 'waiting' ORDER BY id LIMIT ?`,
      [2 * maximumAtOnce],
    );
    for (const delivery of waiting) {
      if (this.#running.size >= maximumAtOnce) {
        return;
      }
      if (!this.#running.has(delivery.id)) {
        this.#running.set(delivery.id, this.#deliver(delivery));
      }
    }
  }

  async #deliver(delivery: DeliveryRow): Promise<void> {
    try {
      const hook = toHook(
        this.#database.get<HookRow>('SELECT * FROM hooks WHERE id = ?', [
          delivery.hook_id,
        ])!,
      );
      const headers = requestHeaders(hook, delivery);
      const begun = performance.now();
      const outcome = await this.#send(hook, delivery, headers);
      if (!this.#abort.signal.aborted) {
        this.#finish(delivery, headers, outcome, performance.now() - begun);
      }
    } finally {
      this.#running.delete(delivery.id);
      this.wake();
    }
  }

  async #send(
    hook: Hook,
    delivery: DeliveryRow,
    headers: Record<string, string>,
  ): Promise<Outcome> {
    try {
      const response = await fetch(hook.url, {
        method: 'POST',
        headers,
        body: bodyOf(hook, delivery),
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#abort.signal,
          AbortSignal.timeout(timeoutInMilliseconds),
        ]),
      });
      return {
        status: response.ok ? 'OK' : response.statusText || 'Invalid response',
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: (await response.text()).slice(0, maximumKeptBody),
      };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return {
        status: timedOut ? 'timed out' : 'failed to connect to host',
        statusCode: timedOut ? 504 : 502,
        headers: {},
        body: '',
      };
    }
  }

  #finish(
    delivery: DeliveryRow,
    headers: Record<string, string>,
    outcome: Outcome,
    milliseconds: number,
  ) {
    this.#database.run(
      `UPDATE hook_deliveries SET state = 'done', request_headers = @requestHeaders, status = @status,
         status_code = @statusCode, duration = @duration, response_headers = @responseHeaders, response_body = @body
       WHERE id = @id`,
      {
        id: delivery.id,
        requestHeaders: JSON.stringify(headers),
        status: outcome.status,
        statusCode: outcome.statusCode,
        duration: Math.round(milliseconds) / 1000,
        responseHeaders: JSON.stringify(outcome.headers),
        body: outcome.body,
      },
    );
  }
}

function bodyOf(hook: Hook, delivery: DeliveryRow): string {
  return hook.contentType === 'json'
    ? delivery.payload
    : new URLSearchParams({ payload: delivery.payload }).toString();
}

function requestHeaders(
  hook: Hook,
  delivery: DeliveryRow,
): Record<string, string> {
  return {
    accept: '*/*',
    'content-type':
      hook.contentType === 'json'
        ? 'application/json'
        : 'application/x-www-form-urlencoded',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(hook.id),
    'x-github-hook-installation-target-type': hook.organisation
      ? 'organization'
      : 'repository',
    'x-github-hook-installation-target-id': String(
      hook.repositoryId ?? hook.id,
    ),
    ...(hook.secret && {
      'x-hub-signature-256': signatureOf(hook.secret, bodyOf(hook, delivery)),
    }),
  };
}
