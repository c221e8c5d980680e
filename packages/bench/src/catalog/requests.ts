import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ComponentRow,
  ComponentsAnswer,
  TotalAnswer,
} from '@fairway/plugin-catalog-insights-common';
import {
  LANGUAGES,
  LIFECYCLES,
  RARE_TAGS,
  READER,
  TYPES,
  teams,
} from './generate';

/** What a filter is called here, and where the catalog has it. */
const FIELDS: Record<string, string> = {
  ...{ owner: 'relations.ownedBy', tag: 'metadata.tags' },
  ...{ type: 'spec.type', lifecycle: 'spec.lifecycle' },
};
/** What the list shows of an entity, as far as the catalog knows it. */
const ROW_FIELDS = [
  ...['kind', 'metadata.namespace', 'metadata.name', 'metadata.title'],
  ...['metadata.description', 'metadata.tags', 'metadata.annotations'],
  ...['relations', 'spec.type', 'spec.lifecycle'],
].join(',');
const LIMIT = '20';

type Filter = [name: string, value: string][];

let asked = 0;

/** A value that nothing has, so that nobody asked for this filter before. */
const unseen = () => `unseen${(asked += 1)}`;

/** All of a list but one, and which one that is. */
const without = (name: string, list: string[], number: number): Filter =>
  list
    .filter((_, index) => index !== number % list.length)
    .map(value => [name, value]);

/** Mostly of many rows, as what is set once and left so; sometimes of few. */
function mixed(number: number): Filter {
  switch (number % 5) {
    case 0:
      return without('type', TYPES, number);
    case 1:
      return without('lifecycle', LIFECYCLES, number);
    case 2:
      return LANGUAGES.slice(number % 4, (number % 4) + 4).map(tag => [
        'tag',
        tag,
      ]);
    case 3:
      return [
        ...without('type', TYPES, number),
        ...without('lifecycle', LIFECYCLES, number),
      ];
    default:
      return [
        ['tag', `r${(number * 13) % RARE_TAGS}`],
        ['tag', `r${(number * 13 + 7) % RARE_TAGS}`],
      ];
  }
}

/** A value that nothing has, of a field that the filter narrows already: nobody asked for just this before. */
const varied = (filter: Filter): Filter => [
  ...filter,
  [filter.at(-1)![0], unseen()],
];

/** A filter that nobody asked for before. */
export const filterOf = (number: number): Filter => varied(mixed(number));

/** One of a team's that nobody asked for before. */
export const ownerOf = (number: number, size: number): Filter => [
  ['owner', `group:default/t${(number * 7) % teams(size)}`],
  ['owner', `group:default/${unseen()}`],
];

/** Requests to the running backend, as one person. */
export class Requests {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send<T>(
    path: string,
    init: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<T> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method: init.body ? 'POST' : 'GET',
      headers: {
        authorization: mockCredentials.user.header(READER),
        ...(init.body && { 'content-type': 'application/json' }),
        ...init.headers,
      },
      body: init.body && JSON.stringify(init.body),
    });
    if (!response.ok)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<T>;
  }

  page = (filter: Filter, sort = 'name') =>
    this.send<ComponentsAnswer>(
      `/catalog/insights/components?${new URLSearchParams([...filter, ['sort', sort], ['limit', LIMIT]])}`,
    );

  total = (filter: Filter, exact = false) =>
    this.send<TotalAnswer>(
      `/catalog/insights/components/total?${new URLSearchParams([...filter, ['exact', String(exact)]])}`,
    );

  /** As a page asks for them: both at once. */
  pageAndTotal = (filter: Filter, sort?: string) =>
    Promise.all([this.page(filter, sort), this.total(filter)]);

  row = async (ref: string): Promise<ComponentRow> =>
    (await this.page([['ref', ref]])).items[0];

  /** The catalog's own list. */
  stock = (filter: Filter, totalItems: 'include' | 'exclude') =>
    this.send<{
      items: { metadata: { name: string } }[];
      totalItems: number;
    }>(
      `/catalog/entities/by-query?${new URLSearchParams({
        filter: [
          'kind=component',
          ...filter.map(([name, value]) => `${FIELDS[name]}=${value}`),
        ].join(','),
        ...{ orderField: 'metadata.name,asc', limit: LIMIT },
        ...{ fields: ROW_FIELDS, totalItems },
      })}`,
    );
}
