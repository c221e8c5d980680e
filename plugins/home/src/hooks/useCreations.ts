import { useCallback } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';
import {
  useLoaded,
  useRefresh,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import {
  hasMoreToTell,
  toCreation,
  withEvents,
  type Creation,
} from '../model/creations';
import { useBackends } from './useBackends';

const SHOWN = 5;
/** Of so many the events are read to say where they stand. */
const FOLLOWED = 3;
const REFRESH_SECONDS = 10;

/** Asks for the reader's newest creations, and where those that run or failed stand. */
export function useCreations(): LoadedResult<Creation[]> {
  const { scaffolder } = useBackends();
  const identityApi = useApi(identityApiRef);

  const ask = useCallback(
    async (signal: AbortSignal) => {
      const { userEntityRef } = await identityApi.getBackstageIdentity();
      const question = new URLSearchParams({
        createdBy: userEntityRef,
        limit: String(SHOWN),
        order: 'desc:created_at',
      });
      const { tasks: runs } = await scaffolder.json<{
        tasks: ScaffolderTask[];
      }>(`/v2/tasks?${question}`, signal);
      const followed = runs
        .filter(run => hasMoreToTell(toCreation(run)))
        .slice(0, FOLLOWED);
      return Promise.all(
        runs.map(async run =>
          followed.includes(run)
            ? withEvents(toCreation(run), {
                run,
                // Where it stands is an extra: that it runs or failed is known without.
                events: await scaffolder
                  .json<LogEvent[]>(
                    `/v2/tasks/${encodeURIComponent(run.id)}/events`,
                    signal,
                  )
                  .catch(() => []),
              })
            : toCreation(run),
        ),
      );
    },
    [scaffolder, identityApi],
  );
  const creations = useLoaded(ask);
  useRefresh(creations.refresh, REFRESH_SECONDS);
  return creations;
}
