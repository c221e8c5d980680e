import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type ComponentRow,
  type ComponentsAnswer,
  type FacetField,
  type FacetValue,
  TOTAL_EXACT_TO,
  type TotalAnswer,
  type UnownedAnswer,
} from '@fairway/plugin-catalog-insights-common';
import type { ComponentQueries, PageAsked } from '../database/ComponentQueries';
import type { FacetQueries } from '../database/FacetQueries';
import type { TitleQueries } from '../database/TitleQueries';
import type { UnownedQueries } from '../database/UnownedQueries';
import type { Position } from '../database/pageQuery';
import type { Access } from './Access';
import type { ComponentFilters } from './ComponentFilters';
import type { CursorSigner } from './CursorSigner';
import type { ListAuthorization } from './ListAuthorization';
import { toComponentRow } from './toComponentRow';

interface Asked {
  filters: ComponentFilters;
  credentials: BackstageCredentials;
}

type Order = Pick<PageAsked, 'sort' | 'order'>;

export interface ListServiceOptions {
  authorization: ListAuthorization;
  components: ComponentQueries;
  cursors: CursorSigner;
  facets: FacetQueries;
  titles: TitleQueries;
  unowned: UnownedQueries;
}

/** The fields whose values are entities. */
const REFERRING: FacetField[] = ['owner', 'system'];
const CSV_ROWS_AT_ONCE = 500;
/** Nobody reads a longer table. */
export const MOST_CSV_ROWS = 100_000;

/** The list, for those who may read what is in it. */
export class ListService {
  readonly #options: ListServiceOptions;

  private constructor(options: ListServiceOptions) {
    this.#options = options;
  }

  static create(options: ListServiceOptions): ListService {
    return new ListService(options);
  }

  async page(
    asked: Asked & Order & { limit: number; cursor?: string },
  ): Promise<ComponentsAnswer> {
    const { cursors, components, authorization } = this.#options;
    const { filters, sort, order, limit, cursor } = asked;
    const { from, backward = false } =
      cursor === undefined ? {} : await cursors.read(cursor, { sort, order });
    const rows = await authorization.reading(asked.credentials, async access =>
      access === 'none'
        ? []
        : components.page({
            plan: await components.plan({ access, filters }),
            ...{ sort, order, from, backward, limit: limit + 1 },
          }),
    );
    const more = rows.length > limit;
    const shown = backward ? rows.slice(-limit) : rows.slice(0, limit);
    const at = (position: Position, back: boolean) =>
      cursors.write({ sort, order }, { from: position, backward: back });
    const [next, previous] = await Promise.all([
      (backward || more) && shown.length
        ? at(shown.at(-1)!.position, false)
        : undefined,
      (backward ? more : from) && shown.length
        ? at(shown[0].position, true)
        : undefined,
    ]);
    return {
      items: shown.map(toComponentRow),
      nextCursor: next,
      previousCursor: previous,
    };
  }

  async total(asked: Asked & { exact: boolean }): Promise<TotalAnswer> {
    const { authorization, components } = this.#options;
    const { filters, exact } = asked;
    const counted = await authorization.reading(
      asked.credentials,
      async access =>
        access === 'none'
          ? 0
          : components.total(
              await components.plan({ access, filters }),
              exact ? undefined : TOTAL_EXACT_TO + 1,
            ),
    );
    return exact || counted <= TOTAL_EXACT_TO
      ? { total: counted, exact: true }
      : { total: TOTAL_EXACT_TO, exact: false };
  }

  facets(
    asked: Asked & { fields: FacetField[] },
  ): Promise<Map<FacetField, FacetValue[]>> {
    return this.#options.authorization.reading(asked.credentials, access =>
      this.#facetsOf(access, asked),
    );
  }

  /** All rows in order, some at a time. */
  async *all(asked: Asked & Order): AsyncGenerator<ComponentRow[]> {
    const { authorization, components } = this.#options;
    const { filters, sort, order } = asked;
    const access = await authorization.accessOf(asked.credentials);
    if (access === 'none') return;
    const plan = await components.plan({ access, filters });
    let from: Position | undefined;
    for (let told = 0; told < MOST_CSV_ROWS; told += CSV_ROWS_AT_ONCE) {
      const rows = await components.page({
        ...{ plan, sort, order, from, limit: CSV_ROWS_AT_ONCE },
      });
      if (rows.length) yield rows.map(toComponentRow);
      if (rows.length < CSV_ROWS_AT_ONCE) return;
      from = rows.at(-1)!.position;
    }
  }

  async unowned(asked: {
    kind?: string;
    after?: string;
    limit: number;
    credentials: BackstageCredentials;
  }): Promise<Omit<UnownedAnswer, 'nextCursor'> & { more: boolean }> {
    const { authorization, unowned } = this.#options;
    const { kind, after, limit } = asked;
    const items = await authorization.reading(
      asked.credentials,
      async access =>
        access === 'none'
          ? []
          : unowned.page({ access, kind, after, limit: limit + 1 }),
    );
    return { items: items.slice(0, limit), more: items.length > limit };
  }

  async #facetsOf(
    access: Access,
    asked: { filters: ComponentFilters; fields: FacetField[] },
  ): Promise<Map<FacetField, FacetValue[]>> {
    const { facets, titles } = this.#options;
    const found = new Map<FacetField, FacetValue[]>();
    for (const field of asked.fields) {
      const values =
        access === 'none'
          ? []
          : await facets.valuesOf(field, { access, filters: asked.filters });
      found.set(field, values);
      if (!REFERRING.includes(field)) continue;
      const called = await titles.of(
        values.map(({ value }) => value.toLowerCase()),
        access,
      );
      for (const value of values)
        value.label = called.get(value.value.toLowerCase());
    }
    return found;
  }
}
