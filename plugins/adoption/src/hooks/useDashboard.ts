import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  useQuestion,
  windowOf,
  type Answer,
} from '@fairway/plugin-metrics-react';
import type { DashboardQuery } from '@fairway/plugin-adoption-common';
import { adoptionApiRef, type DashboardAnswers } from '../api';
import type { AdoptionView } from '../model/adoptionView';

/** A part of the dashboard, as it is known. */
export interface DashboardPart<Part extends keyof DashboardAnswers> {
  answer: Answer<DashboardAnswers[Part]>;
  reload: () => void;
}

/** What the server is asked for a view, at a moment. */
export function dashboardQuery(
  view: Pick<
    AdoptionView,
    'range' | 'team' | 'template' | 'system' | 'compare'
  >,
  now: Date,
): DashboardQuery {
  const { range, team, template, system, compare } = view;
  return {
    ...windowOf(range, now),
    ...{ team, template, system },
    compare: compare ? 'true' : 'false',
  };
}

/** Asks for a part of the dashboard, and again with every minute. */
export function useDashboard<Part extends keyof DashboardAnswers>(
  part: Part,
  view: AdoptionView,
  now: Date,
): DashboardPart<Part> {
  const api = useApi(adoptionApiRef);
  const { range, team, template, system, compare } = view;
  const question = JSON.stringify({ range, team, template, system, compare });
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.dashboard(part, dashboardQuery(JSON.parse(question), now), {
        signal,
      }),
    [api, part, question, now],
  );
  return useQuestion(question, ask);
}
