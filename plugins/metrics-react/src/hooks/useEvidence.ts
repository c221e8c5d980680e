import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  EvidenceItem,
  EvidenceName,
} from '@fairway/plugin-metrics-common';
import { metricsApiRef, type MetricsApi } from '../api/MetricsApi';

const PAGE = 200;

/** @public */
export interface EvidenceState {
  /** `loading` until the first page is there, `more` while another is on its way. */
  status: 'loading' | 'loaded' | 'more' | 'failed';
  items: EvidenceItem[];
  /** How many of the pages read so far belong to services that the reader can't open. */
  hidden: number;
  error?: Error;
  nextCursor?: string;
}

const nothing: EvidenceState = { status: 'loading', items: [], hidden: 0 };

/** @public */
export interface EvidenceQuestion {
  scope: string;
  metric: EvidenceName;
  from: string;
  to: string;
}

/**
 * What is behind a figure, page by page, newest first.
 *
 * @public
 */
export function useEvidence(question: EvidenceQuestion) {
  const { scope, metric, from, to } = question;
  const api = useApi(metricsApiRef);
  const [state, setState] = useState(nothing);
  const underWay = useRef<AbortController>();

  const read = useCallback(
    async (cursor?: string) => {
      underWay.current?.abort();
      const controller = new AbortController();
      underWay.current = controller;
      setState(before =>
        cursor ? { ...before, status: 'more', error: undefined } : nothing,
      );
      try {
        const page = await api.evidence(
          { scope, metric, from, to, limit: PAGE, cursor },
          { signal: controller.signal },
        );
        if (controller.signal.aborted) return;
        setState(before => ({
          status: 'loaded',
          items: [...before.items, ...page.items],
          hidden: before.hidden + page.hidden,
          nextCursor: page.nextCursor,
        }));
      } catch (thrown) {
        if (controller.signal.aborted) return;
        setState(before => ({
          ...before,
          status: before.items.length ? 'loaded' : 'failed',
          error: toError(thrown),
        }));
      }
    },
    [api, scope, metric, from, to],
  );

  useEffect(() => {
    // What goes wrong is part of the state.
    void read();
    return () => underWay.current?.abort();
  }, [read]);

  const { nextCursor } = state;
  const readOn = useCallback(
    () => (nextCursor ? read(nextCursor) : read()),
    [read, nextCursor],
  );
  return { ...state, readOn };
}

const MOST_PAGES = 50;

/**
 * All that is behind a figure, at most ten thousand rows: for a file.
 *
 * @public
 */
export async function collectEvidence(
  api: MetricsApi,
  question: EvidenceQuestion,
): Promise<EvidenceItem[]> {
  const items: EvidenceItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.evidence({ ...question, limit: PAGE, cursor });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (!cursor) break;
  }
  return items;
}
