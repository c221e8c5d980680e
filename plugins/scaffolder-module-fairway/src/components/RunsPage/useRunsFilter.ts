import { useCallback } from 'react';
import type { Run } from '../../api';
import { useSearchParams } from '../../router';

export const PAGE_SIZE = 20;

export type Whose = 'own' | 'all';
export type State = 'all' | 'underWay' | 'finished' | 'failed' | 'stopped';

/** What each choice asks the server for. */
export const statuses: Record<State, Run['status'][] | undefined> = {
  all: undefined,
  underWay: ['open', 'processing'],
  finished: ['completed'],
  failed: ['failed'],
  stopped: ['cancelled'],
};

export interface RunsFilter {
  whose: Whose;
  state: State;
  /** From 0. */
  page: number;
}

/** What is chosen, and the way to choose otherwise. */
export interface FilterProps {
  filter: RunsFilter;
  change(changes: Partial<RunsFilter>): void;
}

/** Filters and page of the list; they stand in the address. */
export function useRunsFilter(): FilterProps {
  const [parameters, setParameters] = useSearchParams();
  const state = parameters.get('state') as State | null;
  const page = Number(parameters.get('page') ?? 1) - 1;
  const filter: RunsFilter = {
    whose: parameters.get('whose') === 'all' ? 'all' : 'own',
    state: state && state in statuses ? state : 'all',
    page: Number.isInteger(page) && page > 0 ? page : 0,
  };

  const change = useCallback(
    (changes: Partial<RunsFilter>) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          // Another filter begins on its first page.
          next.delete('page');
          if (changes.whose === 'own') next.delete('whose');
          else if (changes.whose) next.set('whose', changes.whose);
          if (changes.state === 'all') next.delete('state');
          else if (changes.state) next.set('state', changes.state);
          if (changes.page) next.set('page', String(changes.page + 1));
          return next;
        },
        { replace: changes.page === undefined },
      ),
    [setParameters],
  );
  return { filter, change };
}
