import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import { ResponseError } from '@backstage/errors';
import type { Run } from '../api';
import { nodeServiceManifest } from './entities';
import { aRun } from './runs';

interface Observer {
  next?(event: LogEvent): void;
  error?(error: Error): void;
}

/** An answer as the API client sees one that is no success. */
export async function refusedWith(status: number): Promise<ResponseError> {
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'refused',
    headers: new Map(),
    text: async () => '',
  } as any);
}

/** A scaffolder whose run does what a test says. */
export class FakeScaffolder {
  run: Run | { status: number } = aRun();
  /** Sent to whoever listens anew. */
  events: LogEvent[] = [];
  manifest = nodeServiceManifest;
  readonly listeners = new Set<Observer>();

  readonly getTask = jest.fn(async (): Promise<Run> => {
    if (!('spec' in this.run)) throw await refusedWith(this.run.status as any);
    return this.run;
  });

  readonly cancelTask = jest.fn(async () => ({ status: 'cancelled' }));
  readonly retry = jest.fn(async () => ({ id: 'run-1' }));
  readonly getTemplateParameterSchema = jest.fn(async () => this.manifest);

  readonly streamLogs = jest.fn(({ after }: { after?: number }) => ({
    subscribe: (observer: Observer) => {
      this.listeners.add(observer);
      this.events
        .filter(({ id }) => after === undefined || id > after)
        .forEach(event => observer.next?.(event));
      return { unsubscribe: () => this.listeners.delete(observer) };
    },
  }));

  /** Something more happens. */
  tell(...events: LogEvent[]): void {
    this.events = [...this.events, ...events];
    events.forEach(event => this.listeners.forEach(l => l.next?.(event)));
  }

  /** The connection is cut. */
  cut(): void {
    [...this.listeners].forEach(l => l.error?.(new Error('cut')));
  }
}
