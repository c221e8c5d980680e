import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  type DistributionAnswer,
  type ManyAnswer,
  type MetricsAnswer,
  type SeriesAnswer,
  wholeFigures,
} from '@fairway/plugin-metrics-common';
import { metricsApiRef } from '../api/MetricsApi';
import { earlierWindow, type MetricsRange, windowOf } from '../model/range';
import { useQuestion, type Answer } from './useQuestion';

/** @public */
export interface Asked<T> {
  answer: Answer<T>;
  reload: () => void;
}

interface Looked {
  range: MetricsRange;
  /** See {@link useMinute}. */
  now: Date;
}

/** @public */
export interface ManyFigures {
  items: MetricsAnswer[];
  /** Unknown or not readable. */
  notFound: string[];
}

const textOf = (range: MetricsRange) => JSON.stringify(range);

/**
 * The five figures of a scope.
 *
 * @public
 */
export function useFigures(
  options: Looked & { scope: string; compare?: boolean },
): Asked<MetricsAnswer> {
  const { scope, range, now, compare } = options;
  const api = useApi(metricsApiRef);
  const asRange = textOf(range);
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.figures(
        { scope, compare, ...windowOf(JSON.parse(asRange), now) },
        { signal },
      ),
    [api, scope, asRange, compare, now],
  );
  return useQuestion(`${scope} ${asRange} ${compare}`, ask);
}

/** @public */
export interface ComparedSeries {
  now: SeriesAnswer;
  earlier?: SeriesAnswer & { words: string };
}

/**
 * The figures of a scope over time, beside those of the same parts earlier.
 *
 * @public
 */
export function useSeries(
  options: Looked & {
    scope: string;
    interval: SeriesAnswer['interval'];
    compare?: boolean;
  },
): Asked<ComparedSeries> {
  const { scope, range, now, interval, compare = true } = options;
  const api = useApi(metricsApiRef);
  const asRange = textOf(range);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const window = windowOf(JSON.parse(asRange), now);
      const { words, ...before } = earlierWindow(window, interval);
      const [series, earlier] = await Promise.all([
        api.series({ scope, interval, ...window }, { signal }),
        compare
          ? api.series({ scope, interval, ...before }, { signal })
          : undefined,
      ]);
      return { now: series, earlier: earlier && { ...earlier, words } };
    },
    [api, scope, asRange, interval, compare, now],
  );
  return useQuestion(`${scope} ${asRange} ${interval} ${compare}`, ask);
}

/**
 * How the services of a scope are spread.
 *
 * @public
 */
export function useDistribution(
  options: Looked & { scope: string },
): Asked<DistributionAnswer> {
  const { scope, range, now } = options;
  const api = useApi(metricsApiRef);
  const asRange = textOf(range);
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.distribution(
        { scope, ...windowOf(JSON.parse(asRange), now) },
        { signal },
      ),
    [api, scope, asRange, now],
  );
  return useQuestion(`${scope} ${asRange}`, ask);
}

/** Each entity's answer as if it had been asked for alone: beside its own, what holds for all of them. */
const eachOf = ({
  items,
  notFound,
  freshness,
  needed,
  ...window
}: ManyAnswer): ManyFigures => ({
  items: items.map(({ knownSince, figures, ...item }) => ({
    ...window,
    ...item,
    figures: wholeFigures(figures, needed),
    freshness: { ...freshness, ...(knownSince && { knownSince }) },
  })),
  notFound,
});

/**
 * The figures of many entities, at most a hundred.
 *
 * @public
 */
export function useManyFigures(
  options: Looked & { entityRefs: string[]; compare?: boolean },
): Asked<ManyFigures> {
  const { entityRefs, range, now, compare } = options;
  const api = useApi(metricsApiRef);
  const asRange = textOf(range);
  const refs = entityRefs.join(' ');
  const ask = useCallback(
    async (signal: AbortSignal) =>
      refs
        ? eachOf(
            await api.many(
              {
                entityRefs: refs.split(' '),
                compare,
                ...windowOf(JSON.parse(asRange), now),
              },
              { signal },
            ),
          )
        : { items: [], notFound: [] },
    [api, refs, asRange, compare, now],
  );
  return useQuestion(`${refs} ${asRange} ${compare}`, ask);
}
