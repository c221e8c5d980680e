import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  CreationsAnswer,
  DeliveryAnswer,
  ServicesAnswer,
} from '@fairway/plugin-adoption-common';
import { DAY, DAYS, FIRST_DAY } from './generate';

const WINDOW_DAYS = 90;

/** First and last days of a window that was not asked for before, the last exclusive. */
export function daysOf(number: number): { from: number; to: number } {
  const from =
    FIRST_DAY + WINDOW_DAYS + ((number * 37) % (DAYS - 2 * WINDOW_DAYS));
  return { from, to: from + WINDOW_DAYS };
}

const iso = (day: number) => new Date(day * DAY).toISOString();

/** What the dashboard shows, all of it. */
export interface Dashboard {
  creations: CreationsAnswer;
  services: ServicesAnswer;
  delivery: DeliveryAnswer;
}

export const PARTS = ['creations', 'services', 'delivery'] as const;
export type PartName = (typeof PARTS)[number];

/** Requests to the running backend, as one person; counts those for the dashboard. */
export class Requests {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send<T>(path: string, method = 'GET'): Promise<T> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method,
      headers: {
        authorization: mockCredentials.user.header('user:default/petra'),
      },
    });
    if (!response.ok)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<T>;
  }

  floor = () => this.send('/floor');

  part<Name extends PartName>(
    name: Name,
    number: number,
  ): Promise<Dashboard[Name]> {
    const { from, to } = daysOf(number);
    const query = new URLSearchParams({ from: iso(from), to: iso(to) });
    return this.send(`/adoption/${name}?${query}`);
  }
}
