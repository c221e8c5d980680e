import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useLoaded, useRefresh } from '@fairway/plugin-catalog-insights-react';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import { useBackends } from './useBackends';

const AT_A_TIME = 4;
const REFRESH_SECONDS = 60;

/** Where each of some services runs. One that can't be told is left out: its own page says why. */
export interface ReleasesOf {
  releases: ReadonlyMap<string, EntityReleases>;
  loading: boolean;
}

const nothing: ReadonlyMap<string, EntityReleases> = new Map();

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

/** Asks where some services run, a few at a time. */
export function useReleasesOf(entityRefs: string[]): ReleasesOf {
  const { releases: request } = useBackends();
  const key = [...entityRefs].sort().join(' ');
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const waiting = key.split(' ').filter(Boolean);
      const found = new Map<string, EntityReleases>();
      const work = async () => {
        for (let ref = waiting.shift(); ref; ref = waiting.shift()) {
          try {
            found.set(ref, await request.json(pathOf(ref), signal));
          } catch (error) {
            // One service that can't be told must not hide the others.
            if (signal.aborted) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, work));
      return found;
    },
    [request, key],
  );
  const { state, refresh } =
    useLoaded<ReadonlyMap<string, EntityReleases>>(ask);
  useRefresh(refresh, REFRESH_SECONDS);
  return {
    releases: state.status === 'loaded' ? state.value : nothing,
    loading: state.status === 'loading',
  };
}
