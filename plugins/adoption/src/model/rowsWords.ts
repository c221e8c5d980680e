import { metricWords } from '@fairway/plugin-metrics-react';
import type { RowsView } from './adoptionView';
import { stageWords, waitingWords } from './words';

function titleAttempts(rows: RowsView): string {
  const { reached, stopped, outcome, failure, failedOnce, finishedOnRetry } =
    rows;
  const retried =
    finishedOnRetry &&
    (finishedOnRetry === 'true' ? ', finished on a retry' : ', not finished');
  if (failure) return `Failed at the same place${retried ?? ''}`;
  if (failedOnce) return `Failed at least once${retried ?? ''}`;
  if (outcome)
    return {
      completed: 'Runs that finished',
      failed: 'Runs that failed',
      cancelled: 'Runs that were stopped',
      running: 'Runs under way',
      unknown: 'Runs that were deleted',
    }[outcome];
  if (!reached) return 'Attempts';
  const words = {
    any: 'no further',
    left: 'left the form',
    failed: 'then failed',
    cancelled: 'then stopped',
    waiting: waitingWords[reached],
    unknown: 'then deleted',
  };
  return stopped
    ? `${stageWords[reached]}, ${words[stopped]}`
    : `Attempts that reached “${stageWords[reached]}”`;
}

function titleServices({ path, version, behind, origin }: RowsView): string {
  if (behind === 'true') return 'Services behind the newest version';
  const side = path && (path === 'on' ? 'on a path' : 'off a path');
  const named =
    version && (version === 'none' ? 'no version named' : `version ${version}`);
  const came = origin && (origin === 'created' ? 'created here' : 'imported');
  return ['Services', named ?? side, came].filter(Boolean).join(' ');
}

/** What the rows have in common, as the title above them. */
export function titleRows(rows: RowsView): string {
  const { list, metric, path } = rows;
  switch (list) {
    case 'attempts':
      return titleAttempts(rows);
    case 'deploys':
      return 'First deployments to production';
    case 'services':
      return titleServices(rows);
    default:
      return `${metric ? metricWords[metric].title : 'Delivery'}${path ? `, ${path} a path` : ''}`;
  }
}

const explanations: Record<RowsView['list'], string> = {
  attempts:
    'An attempt begins when Create Service is opened, or with its run where that is not known. Nobody is named.',
  deploys:
    'From opening Create Service to the first success in production; where the opening is not known, from the start of the run.',
  services:
    'As they were at the end of these days, each since the first sign of it.',
  delivery:
    'Each service with its own figure over these days. Those with too little for a figure are left out of the distribution.',
};

/** What a row is, in a sentence or two. */
export function explainRows({ list }: RowsView): string {
  return explanations[list];
}
