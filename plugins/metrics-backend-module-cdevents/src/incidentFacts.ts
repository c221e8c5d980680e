import type { IncidentFact } from '@fairway/plugin-metrics-node';
import { artifactOf } from './artifactOf';
import { moment } from './moment';
import { projectOf } from './projectOf';
import type { Cdevent } from './readCdevent';
import { webLink } from './webLink';

/** The artifact of a resolution is the one that put it right, which is no evidence of what broke. */
function evidenceOf({ fairway, kind, subject }: Cdevent) {
  const { artifactId } = subject.content;
  const artifact =
    artifactId && kind !== 'incident.resolved'
      ? artifactOf(artifactId)
      : undefined;
  return {
    revision: fairway.revision ?? artifact?.revision,
    version: fairway.version ?? artifact?.version,
  };
}

/** An incident opens with the first event of it; its id is unique within its source. */
export function incidentFacts(event: Cdevent): IncidentFact[] {
  const { context, fairway, kind, subject } = event;
  const { description, environment, service, ticketURI } = subject.content;
  const title = fairway.title ?? description?.split('\n')[0].slice(0, 200);
  const at = moment(context.timestamp);
  const { revision, version } = evidenceOf(event);
  const project =
    service || fairway.project
      ? projectOf(event, { service: service?.id ?? '' })
      : undefined;
  return [
    {
      type: 'incident',
      incidentId: `${subject.source || context.source} ${subject.id}`,
      ...(title && { title }),
      openedAt: at,
      ...(kind === 'incident.resolved' && { resolvedAt: at }),
      updatedAt: at,
      ...webLink(ticketURI ?? fairway.url),
      ...(project && { project }),
      ...(fairway.entity && { entityRef: fairway.entity.toLowerCase() }),
      ...(environment && { environment: environment.id }),
      ...(fairway.deploymentId && { deploymentId: fairway.deploymentId }),
      ...(revision && { revision }),
      ...(version && { version }),
    },
  ];
}
