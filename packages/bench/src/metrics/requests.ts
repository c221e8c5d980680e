import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ExplainedAnswer,
  ManyAnswer,
  MetricsAnswer,
} from '@fairway/plugin-metrics-common';
import { DAYS, START, entityOf } from './generate';

const DAY = 86_400_000;
export const WINDOW_DAYS = 90;

/** A window that was not asked for before: each starts on another day. */
export function windowOf(number: number): { from: string; to: string } {
  const first = ((number * 37) % (DAYS - 2 * WINDOW_DAYS)) + WINDOW_DAYS;
  const from = START + first * DAY;
  return {
    from: new Date(from).toISOString(),
    to: new Date(from + WINDOW_DAYS * DAY).toISOString(),
  };
}

/** Requests to the running backend, as one person. */
export class Requests {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: mockCredentials.user.header('user:default/petra'),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<T>;
  }

  floor = () => this.send('/floor');

  organisation = (number: number, compare = false) =>
    this.send<MetricsAnswer>(
      `/metrics/organisation?${new URLSearchParams({ ...windowOf(number), compare: String(compare) })}`,
    );

  fleet = (number: number, services: number, compare = false) =>
    this.send<ManyAnswer>('/metrics/query', {
      entityRefs: Array.from({ length: 100 }, (_, index) =>
        entityOf((number * 100 + index * 7) % services),
      ),
      ...windowOf(number),
      compare,
    });

  /** One service: its figures and what is behind one of them. */
  service = (number: number, services: number) =>
    this.send<ExplainedAnswer>(
      `/metrics/entities/component/default/s${(number * 13) % services}?${new URLSearchParams(
        { ...windowOf(number), evidence: 'deploymentFrequency' },
      )}`,
    );

  /** The same, each asked for by itself at once. */
  serviceApart = (number: number, services: number) => {
    const path = `/metrics/entities/component/default/s${(number * 13) % services}`;
    const window = new URLSearchParams(windowOf(number));
    return Promise.all([
      this.send(`${path}?${window}`),
      this.send(`${path}/evidence?${window}&metric=deploymentFrequency`),
    ]);
  };
}
