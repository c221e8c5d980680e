import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { IncidentFact } from '@fairway/plugin-metrics-node';
import type { AlertmanagerConfig } from './readAlertmanagerConfig';
import type { Alert } from './readNotification';

const MOST_TITLE = 200;
/** A reference with or without its kind and namespace, of the characters that the catalog allows. */
const ENTITY_REF = /^([a-z]+:)?([a-z0-9-]{1,63}\/)?[a-z0-9._-]{1,63}$/i;

const isLink = (text: string | undefined): text is string =>
  text !== undefined && /^https?:\/\//.test(text);

/** A name that no entity can have names none: the incident is kept, and counted as unmatched. */
function entityOf(name: string | undefined, namespace: string) {
  if (!name || !ENTITY_REF.test(name)) return undefined;
  return stringifyEntityRef(
    parseEntityRef(name, {
      defaultKind: 'component',
      defaultNamespace: namespace,
    }),
  );
}

/**
 * The incident that an alert is. An alert of the same labels that fires anew is another incident: its start tells them
 * apart. Neither state has a moment of its own beside start and end, and the end stands.
 */
export function incidentOf(
  alert: Alert,
  { labels, namespace }: Pick<AlertmanagerConfig, 'labels' | 'namespace'>,
): IncidentFact {
  const label = (names: string[]) =>
    names.map(name => alert.labels[name]).find(Boolean);
  const startsAt = Date.parse(alert.startsAt);
  const resolvedAt =
    alert.status === 'resolved'
      ? Math.max(Date.parse(alert.endsAt), startsAt)
      : undefined;
  const entityRef = entityOf(label(labels.service), namespace);
  const project = label(labels.project)?.toLowerCase();
  const environment = label(labels.environment);
  const revision = label(labels.revision);
  const version = label(labels.version);
  const { summary, description } = alert.annotations;
  const title =
    summary || description || alert.labels.alertname || alert.fingerprint;
  return {
    type: 'incident',
    incidentId: `${alert.fingerprint}/${new Date(startsAt).toISOString()}`,
    title: title.split('\n')[0].slice(0, MOST_TITLE),
    openedAt: new Date(startsAt).toISOString(),
    ...(resolvedAt !== undefined && {
      resolvedAt: new Date(resolvedAt).toISOString(),
    }),
    // Later than the alert's start even where it ended at once.
    updatedAt: new Date(
      resolvedAt === undefined ? startsAt : Math.max(resolvedAt, startsAt + 1),
    ).toISOString(),
    ...(isLink(alert.generatorURL) && { url: alert.generatorURL }),
    ...(project && { project }),
    ...(entityRef && { entityRef }),
    ...(environment && { environment }),
    ...(revision && { revision }),
    ...(version && { version }),
  };
}
