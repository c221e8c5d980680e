import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import type { EvidenceItem } from '@fairway/plugin-metrics-common';
import type { EntityReleases } from '@fairway/plugin-releases-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { Creation } from './creations';
import { nameRelease } from './releaseSummary';

/** Something that happened to a service of the reader. */
export interface Change {
  entityRef?: string;
  name: string;
  what: string;
  /** ISO 8601. */
  at: string;
  url?: string;
}

function fromEvidence(item: EvidenceItem): Change[] {
  const { name } = parseEntityRef(item.entityRef);
  const common = { entityRef: item.entityRef, name, url: item.url };
  switch (item.type) {
    case 'deployment': {
      const version = item.version ?? item.revision?.slice(0, 7) ?? 'a release';
      const what = {
        failedRollout: `${version} failed in ${item.environment}`,
        rollback: `rolled back to ${version} in ${item.environment}`,
        hotfix: `hotfix ${version} to ${item.environment}`,
      }[item.kind as string];
      const plain = `${version} to ${item.environment}`;
      return [{ ...common, what: what ?? plain, at: item.finishedAt }];
    }
    case 'incident': {
      const opened = {
        ...common,
        what: `incident: ${item.title}`,
        at: item.openedAt,
      };
      return item.resolvedAt
        ? [
            opened,
            {
              ...common,
              what: `incident resolved: ${item.title}`,
              at: item.resolvedAt,
            },
          ]
        : [opened];
    }
    default:
      return [];
  }
}

function fromReleases(releases: EntityReleases): Change[] {
  const { entityRef, environments } = releases;
  const { name } = parseEntityRef(entityRef);
  return environments.flatMap(({ environment, current, latest }) => [
    ...(current
      ? [
          {
            entityRef,
            name,
            what: `${nameRelease(current)} to ${environment}`,
            at: current.since,
          },
        ]
      : []),
    ...(latest && (latest.state === 'failure' || latest.state === 'error')
      ? [
          {
            entityRef,
            name,
            what: `${nameRelease(latest)} failed in ${environment}`,
            at: latest.since,
          },
        ]
      : []),
  ]);
}

const healthWords = {
  healthy: 'back to healthy',
  degraded: 'degraded',
  unhealthy: 'unhealthy',
  unknown: 'health not known',
};

function fromRow({ entityRef, name, health }: ComponentRow): Change[] {
  return health
    ? [{ entityRef, name, what: healthWords[health.status], at: health.since }]
    : [];
}

/** What the reader's services have gone through since a moment, newest first, each thing once. */
export function listChanges(options: {
  rows: ComponentRow[];
  releases: EntityReleases[];
  evidence: EvidenceItem[];
  creations: Creation[];
  since: Date;
  now: Date;
}): Change[] {
  const { rows, releases, evidence, creations, since, now } = options;
  const created = creations.flatMap(({ name, state, endedAt }) =>
    state === 'done' && endedAt ? [{ name, what: 'created', at: endedAt }] : [],
  );
  const all: Change[] = [
    ...evidence.flatMap(fromEvidence),
    ...releases.flatMap(fromReleases),
    ...rows.flatMap(fromRow),
    ...created,
  ];
  const seen = new Set<string>();
  return all
    .filter(({ at }) => {
      const moment = Date.parse(at);
      return moment >= since.getTime() && moment <= now.getTime() + 60_000;
    })
    .filter(({ name, what }) => {
      // A deployment is told by the forge and by the metrics alike.
      const key = `${name} ${what.replace(/^hotfix /, '').replace(/^rolled back to (.*) in /, '$1 to ')}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
