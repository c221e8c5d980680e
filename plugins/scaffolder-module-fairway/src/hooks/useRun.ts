import { useCallback, useEffect, useReducer, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type { Run } from '../api';
import { advance, startProgress, type RunProgress } from '../model/runProgress';
import { followRun } from '../model/followRun';

/** Whether what is shown is what happens. */
export type Connection =
  { state: 'live' } | { state: 'lost'; since: Date } | { state: 'closed' };

export type RunView =
  | { state: 'loading'; connection: Connection }
  | { state: 'error'; error: Error; reload(): void }
  | {
      state: 'ready';
      run: Run;
      progress: RunProgress;
      connection: Connection;
      /** Listens again, after a retry. */
      reload(): void;
    };

interface State {
  run?: Run;
  progress?: RunProgress;
  error?: Error;
  connection: Connection;
}

type Action =
  | { type: 'run'; run: Run }
  | { type: 'events'; events: LogEvent[] }
  | { type: 'error'; error: Error }
  | { type: 'connection'; connection: Connection };

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'run':
      return {
        ...state,
        run: action.run,
        error: undefined,
        progress: state.progress ?? startProgress(action.run.spec.steps),
      };
    case 'events':
      return state.progress
        ? { ...state, progress: advance(state.progress, action.events) }
        : state;
    case 'error':
      return { ...state, error: action.error };
    case 'connection':
      return state.connection.state === action.connection.state
        ? state
        : { ...state, connection: action.connection };
    default:
      return state;
  }
}

/**
 * A run, live: its state now, then each event as it comes; through reloads, lost connections and restarts of
 * the portal. The caller gives the component a key per run.
 */
export function useRun(taskId: string): RunView {
  const scaffolderApi = useApi(scaffolderApiRef);
  const [round, setRound] = useState(0);
  const [state, dispatch] = useReducer(reduce, {
    connection: { state: 'live' },
  });

  useEffect(
    () =>
      followRun({
        taskId,
        scaffolderApi,
        onRun: run => dispatch({ type: 'run', run }),
        onEvents: events => dispatch({ type: 'events', events }),
        onError: error => dispatch({ type: 'error', error }),
        onConnection: connection =>
          dispatch({
            type: 'connection',
            connection:
              connection === 'lost'
                ? { state: 'lost', since: new Date() }
                : { state: connection },
          }),
      }),
    [scaffolderApi, taskId, round],
  );

  const reload = useCallback(() => setRound(current => current + 1), []);
  const { run, progress, error, connection } = state;
  if (error) return { state: 'error', error, reload };
  if (!run || !progress) return { state: 'loading', connection };
  return { state: 'ready', run, progress, connection, reload };
}
