import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import {
  isInProgress,
  type EntityReleases,
  type PromotionRequest,
} from '@fairway/plugin-releases-common';
import { releasesApiRef } from '../api/ReleasesApi';
import {
  hasArrived,
  withStartedRun,
  type StartedPromotion,
} from '../model/watchedPromotion';
import { usePolling } from './usePolling';

/** What is known of where an entity runs. */
export type ReleasesState =
  | { status: 'loading' }
  | { status: 'failed'; error: Error; reloading: boolean }
  | {
      status: 'loaded';
      releases: EntityReleases;
      reloading: boolean;
      /** Why the newest attempt to look again failed. */
      error?: Error;
      /** The version whose arrival was watched from this page. */
      arrived?: { to: string; version: string };
    };

/** The state with what can be done about it. */
export interface Releases {
  state: ReleasesState;
  reload: () => void;
  /** Starts a promotion; rejects with why not. */
  promote: (request: PromotionRequest) => Promise<void>;
}

type Watched = Pick<StartedPromotion, 'to' | 'version'>;

/** Loads where an entity runs, and keeps looking while that is changing. */
export function useReleases(entityRef: string): Releases {
  const api = useApi(releasesApiRef);
  const [state, setState] = useState<ReleasesState>({ status: 'loading' });
  const [started, setStarted] = useState<StartedPromotion>();
  const [watched, setWatched] = useState<Watched>();
  const question = useRef<AbortController>();

  const reload = useCallback(() => {
    if (question.current) {
      return;
    }
    const controller = new AbortController();
    question.current = controller;
    setState(before =>
      before.status === 'loading' ? before : { ...before, reloading: true },
    );
    const settle = (outcome: (before: ReleasesState) => ReleasesState) => {
      if (!controller.signal.aborted) {
        question.current = undefined;
        setState(outcome);
      }
    };
    api.getReleases(entityRef, { signal: controller.signal }).then(
      releases =>
        settle(() => ({ status: 'loaded', releases, reloading: false })),
      thrown => settle(before => failed(before, toError(thrown))),
    );
  }, [api, entityRef]);

  useEffect(() => {
    setState({ status: 'loading' });
    setStarted(undefined);
    setWatched(undefined);
    reload();
    return () => {
      question.current?.abort();
      question.current = undefined;
    };
  }, [reload]);

  const promote = useCallback(
    async (request: PromotionRequest) => {
      const { url } = await api.promote(entityRef, request);
      const { to, version } = request;
      setStarted({ to, version, url, at: Date.now() });
      // What was asked for before the promotion would not show it.
      question.current?.abort();
      question.current = undefined;
      reload();
    },
    [api, entityRef, reload],
  );

  const shown = show(state, { started, watched });
  const active =
    shown.status === 'loaded' && isInProgress(shown.releases, new Date());
  usePolling({ active, poll: reload });

  const promotion =
    active && shown.status === 'loaded' ? shown.releases.promotion : undefined;
  const { to, version } = promotion ?? {};
  useEffect(() => {
    if (to && version) {
      setWatched({ to, version });
    }
  }, [to, version]);

  return { state: shown, reload, promote };
}

function failed(before: ReleasesState, error: Error): ReleasesState {
  return before.status === 'loaded'
    ? { ...before, reloading: false, error }
    : { status: 'failed', reloading: false, error };
}

function show(
  state: ReleasesState,
  options: { started?: StartedPromotion; watched?: Watched },
): ReleasesState {
  if (state.status !== 'loaded') {
    return state;
  }
  const { started, watched } = options;
  const releases = withStartedRun(state.releases, started, Date.now());
  const arrived =
    watched && !releases.promotion && hasArrived(releases, watched)
      ? watched
      : undefined;
  return { ...state, releases, arrived };
}
