import type { SignKind } from '@fairway/look';
import type { Run } from '../api';
import { pathFromMetadata, type GoldenPath } from './path';
import { currentStep, type RunProgress } from './runProgress';

/** What a run is about; also of runs whose path is gone since. */
export interface RunSummary {
  /** "Create payments-refunds". */
  title: string;
  /** The name that was asked for. */
  name?: string;
  owner?: string;
  path?: GoldenPath;
  startedBy?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

export function summarise(run: Run): RunSummary {
  const { parameters, templateInfo, user } = run.spec;
  const metadata = templateInfo?.entity?.metadata;
  const path =
    templateInfo && metadata
      ? pathFromMetadata(templateInfo.entityRef, metadata)
      : undefined;
  const name = text(parameters?.name);
  return {
    title: name ? `Create ${name}` : (path?.title ?? 'Run'),
    name,
    owner: text(parameters?.owner),
    path,
    startedBy: run.createdBy ?? user?.ref,
  };
}

/** A state in a sign, a word and, for the window's title, a few words. */
export interface RunStatus {
  sign: SignKind;
  word: string;
}

/**
 * The state of a run that is followed.
 *
 * @param took - how long it took, in words, where it has ended
 */
export function statusOf(progress: RunProgress, took?: string): RunStatus {
  const { steps, end, stopping } = progress;
  const step = currentStep(progress);
  const place = step
    ? `step ${steps.indexOf(step) + 1} of ${steps.length}`
    : undefined;
  if (end?.state === 'done') {
    return { sign: 'done', word: took ? `Finished in ${took}` : 'Finished' };
  }
  if (end?.state === 'failed') {
    return { sign: 'failed', word: place ? `Failed at ${place}` : 'Failed' };
  }
  if (end?.state === 'parked') {
    return { sign: 'waiting', word: place ? `Parked at ${place}` : 'Parked' };
  }
  if (end?.state === 'stopped') {
    return { sign: 'unknown', word: place ? `Stopped at ${place}` : 'Stopped' };
  }
  if (stopping) return { sign: 'running', word: 'Stopping…' };
  return place
    ? { sign: 'running', word: `Running ${place}` }
    : { sign: 'waiting', word: 'Waiting to start' };
}

const listed: Record<Run['status'], RunStatus> = {
  open: { sign: 'waiting', word: 'Waiting' },
  processing: { sign: 'running', word: 'Running' },
  completed: { sign: 'done', word: 'Finished' },
  failed: { sign: 'failed', word: 'Failed' },
  cancelled: { sign: 'unknown', word: 'Stopped' },
  skipped: { sign: 'unknown', word: 'Skipped' },
};

/** The state of a run as it stands in a list. */
export function listedStatus(run: Run): RunStatus {
  return listed[run.status];
}

export function isUnderWay(run: Run): boolean {
  return run.status === 'open' || run.status === 'processing';
}

/**
 * Milliseconds from the start of a run to its end, or to `now`. The list knows the end from the worker's last
 * sign of life, a second more or less.
 */
export function listedDuration(run: Run, now: Date): number | undefined {
  const until = isUnderWay(run) ? now.toISOString() : run.lastHeartbeatAt;
  if (!until) return undefined;
  return Math.max(
    0,
    new Date(until).getTime() - new Date(run.createdAt).getTime(),
  );
}
