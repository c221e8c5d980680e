import type {
  DeploymentEvidence,
  EvidenceItem,
  EvidenceName,
  MetricName,
  MetricsAnswer,
} from '@fairway/plugin-metrics-common';

/** One of the lists that are behind a figure. */
export interface EvidenceList {
  id: string;
  label: string;
  /** How many there are of it, where the figures tell. */
  count?: number;
  /** What is asked for, and which of the answer belong to it. */
  sources: {
    metric: EvidenceName;
    keep: (item: EvidenceItem) => boolean;
    /** Said where there are none, of a list that has others. */
    none?: string;
  }[];
  /** What stands in the second column. */
  why: string;
  /** With how long each took to recover, or to arrive. */
  last?: 'recovery' | 'lead' | 'resolution';
}

/** What is behind a metric. */
export function evidenceNameOf(metric: MetricName): EvidenceName {
  return metric;
}

/** What counts, in a sentence; the whole rule is in docs/delivery-metrics.md. */
export const explanations: Record<EvidenceName, string> = {
  changeLeadTime:
    'From the first commit of a change to the first production deployment that contains it.',
  deploymentFrequency:
    'Deployments that reached production; the same revision again counts once.',
  changeFailRate:
    'A rollback or hotfix counts against the release it replaced, an incident against the one it was laid to.',
  failedDeploymentRecoveryTime:
    'Until all incidents laid to it were resolved; without one, until the next rollback or hotfix that held.',
  deploymentReworkRate:
    'Rollbacks and hotfixes, of all deployments that reached production.',
  failedRollouts:
    'A rollout that never served is no change failure: it is a series of its own.',
  incidents:
    'Laid to a deployment by link, by a named release, or by nearness in time; else shown and not counted.',
};

const all = () => true;

function deployments(keep: (item: DeploymentEvidence) => boolean) {
  return (item: EvidenceItem) => item.type === 'deployment' && keep(item);
}

type Figures = Pick<MetricsAnswer, 'figures' | 'counts'>;

function failedList(figures?: Figures): EvidenceList {
  return {
    id: 'failed',
    label: 'Failed',
    count: figures?.figures.changeFailRate.count,
    sources: [{ metric: 'failedDeploymentRecoveryTime', keep: all }],
    why: 'Why it counts as failed',
    last: 'recovery',
  };
}

function countedList(figures?: Figures): EvidenceList {
  return {
    id: 'counted',
    label: 'All that count',
    count: figures?.counts.deployments,
    sources: [
      {
        metric: 'deploymentFrequency',
        keep: deployments(({ counted }) => counted),
      },
    ],
    why: 'What it was',
  };
}

function leftOutList(figures?: Figures): EvidenceList {
  return {
    id: 'left-out',
    label: 'Left out',
    count: figures && figures.counts.redeploys + figures.counts.failedRollouts,
    sources: [
      {
        metric: 'deploymentFrequency',
        keep: deployments(({ counted }) => !counted),
        none: 'No redeploys in these days.',
      },
      {
        metric: 'failedRollouts',
        keep: all,
        none: 'No failed rollouts in these days.',
      },
    ],
    why: 'Why it does not count',
  };
}

function incidentList(): EvidenceList {
  return {
    id: 'incidents',
    label: 'Incidents',
    sources: [{ metric: 'incidents', keep: all }],
    why: 'Laid to',
    last: 'resolution',
  };
}

function reworkList(figures?: Figures): EvidenceList {
  return {
    id: 'rework',
    label: 'Rework',
    count: figures?.figures.deploymentReworkRate.count,
    sources: [
      {
        metric: 'deploymentReworkRate',
        keep: deployments(
          ({ counted, kind }) =>
            counted && (kind === 'rollback' || kind === 'hotfix'),
        ),
      },
    ],
    why: 'Why it counts as rework',
  };
}

function changeList(figures?: Figures): EvidenceList {
  return {
    id: 'changes',
    label: 'Changes',
    count: figures?.counts.changes,
    sources: [{ metric: 'changeLeadTime', keep: all }],
    why: 'Change',
    last: 'lead',
  };
}

/** The lists behind a figure, the most telling first. */
export function evidenceLists(
  metric: EvidenceName,
  figures?: Figures,
): EvidenceList[] {
  const counted = countedList(figures);
  const leftOut = leftOutList(figures);
  switch (metric) {
    case 'changeLeadTime':
      return [changeList(figures)];
    case 'changeFailRate':
      return [failedList(figures), counted, leftOut, incidentList()];
    case 'failedDeploymentRecoveryTime':
      return [failedList(figures), incidentList()];
    case 'deploymentReworkRate':
      return [reworkList(figures), counted, leftOut];
    case 'incidents':
      return [incidentList(), failedList(figures)];
    case 'failedRollouts':
      return [leftOut, counted];
    default:
      return [counted, leftOut];
  }
}
