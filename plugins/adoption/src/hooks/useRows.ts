import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { adoptionApiRef, type RowList, type RowLists } from '../api';

/** The rows of a list that were read so far. */
export interface RowsState<Row> {
  /** `loading` until the first page is there, `more` while another is on its way. */
  status: 'loading' | 'loaded' | 'more' | 'failed';
  items: Row[];
  total: number;
  /** Of the total: belong to teams that the reader is not in. */
  hidden: number;
  nextCursor?: string;
  error?: Error;
}

const nothing = { items: [], total: 0, hidden: 0 };

/**
 * The rows behind a number, page by page, newest first.
 *
 * @param query - may be another object with the same content
 */
export function useRows<List extends RowList>(
  list: List,
  query: RowLists[List]['query'],
) {
  type State = RowsState<RowLists[List]['row']>;
  const api = useApi(adoptionApiRef);
  const [state, setState] = useState<State>({ ...nothing, status: 'loading' });
  const underWay = useRef<AbortController>();
  const question = JSON.stringify(query);

  const read = useCallback(
    async (cursor?: string) => {
      underWay.current?.abort();
      const controller = new AbortController();
      underWay.current = controller;
      const { signal } = controller;
      setState(before =>
        cursor
          ? { ...before, status: 'more', error: undefined }
          : { ...nothing, status: 'loading' },
      );
      try {
        const asked = { ...JSON.parse(question), cursor };
        const page = await api.rows(list, asked, { signal });
        if (signal.aborted) return;
        setState(before => ({
          status: 'loaded',
          items: cursor ? [...before.items, ...page.items] : page.items,
          total: page.total,
          hidden: page.hidden,
          nextCursor: page.nextCursor,
        }));
      } catch (thrown) {
        if (signal.aborted) return;
        setState(before => ({
          ...before,
          status: before.items.length ? 'loaded' : 'failed',
          error: toError(thrown),
        }));
      }
    },
    [api, list, question],
  );

  useEffect(() => {
    // What goes wrong is part of the state.
    void read();
    return () => underWay.current?.abort();
  }, [read]);

  const { nextCursor } = state;
  const readOn = useCallback(() => void read(nextCursor), [read, nextCursor]);
  return { ...state, readOn };
}
