import { useCallback } from 'react';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useLoaded, useRefresh } from '@fairway/plugin-catalog-insights-react';
import type { EvidenceItem } from '@fairway/plugin-metrics-common';
import { metricsApiRef } from '@fairway/plugin-metrics-react';

const DAY = 24 * 60 * 60 * 1_000;
/** Of so many teams deployments and incidents are asked for. */
const TEAMS = 3;
const REFRESH_SECONDS = 60;

const metrics = ['deploymentFrequency', 'incidents'] as const;

/** Deployments to production and incidents of the reader's teams in the last day; empty until they are known. */
export function useEvidence(teams: CompoundEntityRef[]): EvidenceItem[] {
  const api = useApi(metricsApiRef);
  const key = teams
    .slice(0, TEAMS)
    .map(team => stringifyEntityRef(team))
    .join(' ');
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const now = Date.now();
      const window = {
        from: new Date(now - DAY).toISOString(),
        to: new Date(now).toISOString(),
      };
      const questions = key
        .split(' ')
        .filter(Boolean)
        .flatMap(scope => metrics.map(metric => ({ scope, metric })));
      const answers = await Promise.allSettled(
        questions.map(question =>
          api.evidence({ ...window, ...question, limit: 20 }, { signal }),
        ),
      );
      // What can't be had is missing from a list that never claims to be all.
      return answers.flatMap(answer =>
        answer.status === 'fulfilled' ? answer.value.items : [],
      );
    },
    [api, key],
  );
  const { state, refresh } = useLoaded(ask);
  useRefresh(refresh, REFRESH_SECONDS);
  return state.status === 'loaded' ? state.value : [];
}
