import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  healthApiRef,
  useLoaded,
} from '@fairway/plugin-catalog-insights-react';
import type { HealthReason } from '@fairway/plugin-health-common';

/** Of so many troubled services the worst reason is asked for. */
const ASKED = 3;

/** The worst reason of services, by reference. */
export interface Troubles {
  reasons: ReadonlyMap<string, HealthReason>;
  /** They are on their way for the first time. */
  loading: boolean;
}

const nothing: ReadonlyMap<string, HealthReason> = new Map();

/** Asks for the worst reason of services that are in trouble. */
export function useTroubles(rows: ComponentRow[]): Troubles {
  const api = useApi(healthApiRef);
  // Asked again when the state changes, not whenever the rows are refreshed.
  const key = rows
    .slice(0, ASKED)
    .map(({ entityRef, health }) => `${entityRef}|${health?.since}`)
    .join(' ');
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const refs = key
        .split(' ')
        .filter(Boolean)
        .map(each => each.split('|')[0]);
      const answers = await Promise.allSettled(
        refs.map(ref => api.getHealth(ref, { signal })),
      );
      return new Map(
        answers.flatMap(answer =>
          answer.status === 'fulfilled' && answer.value.reasons[0]
            ? [[answer.value.entityRef, answer.value.reasons[0]] as const]
            : [],
        ),
      );
    },
    [api, key],
  );
  const { state } = useLoaded<ReadonlyMap<string, HealthReason>>(ask);
  return {
    reasons: state.status === 'loaded' ? state.value : nothing,
    loading: state.status === 'loading',
  };
}
