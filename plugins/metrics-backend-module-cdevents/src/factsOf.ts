import { InputError } from '@backstage/errors';
import type { Fact } from '@fairway/plugin-metrics-node';
import { changeFacts } from './changeFacts';
import { deploymentFacts, deploymentStatusFacts } from './deploymentFacts';
import { incidentFacts } from './incidentFacts';
import type { Cdevent } from './readCdevent';
import { runFacts } from './runFacts';

const KINDS: Record<string, (event: Cdevent) => Fact[]> = {
  'change.abandoned': event => changeFacts(event, 'closed'),
  'change.created': event => changeFacts(event, 'open'),
  'change.merged': event => changeFacts(event, 'merged'),
  'change.reviewed': event => changeFacts(event, 'open'),
  'change.updated': event => changeFacts(event, 'open'),
  'deployment.finished': event =>
    deploymentFacts(event, {
      state:
        event.subject.content.outcome === 'success' ? 'success' : 'failure',
    }),
  'deployment.queued': event => deploymentFacts(event, { state: 'queued' }),
  'deployment.started': event =>
    deploymentFacts(event, { state: 'in_progress' }),
  'incident.detected': event => incidentFacts(event),
  'incident.reported': event => incidentFacts(event),
  'incident.resolved': event => incidentFacts(event),
  'pipelinerun.finished': event => runFacts(event, 'completed'),
  'pipelinerun.queued': event => runFacts(event, 'queued'),
  'pipelinerun.started': event => runFacts(event, 'in_progress'),
  'service.deployed': event => deploymentFacts(event, { state: 'success' }),
  'service.published': event => deploymentStatusFacts(event, 'success'),
  'service.removed': event => deploymentStatusFacts(event, 'inactive'),
  'service.rolledback': event =>
    deploymentFacts(event, { state: 'success', intent: 'rollback' }),
  'service.upgraded': event => deploymentFacts(event, { state: 'success' }),
  'taskrun.finished': event => runFacts(event, 'completed'),
  'taskrun.started': event => runFacts(event, 'in_progress'),
};

/** Whether events of this kind hold anything that figures are made of; builds, tests and environments do not. */
export const isGathered = ({ kind }: Cdevent): boolean => kind in KINDS;

/** Kinds that tell where something was deployed, and what. */
const DEPLOYS = /^(deployment\.|service\.(deployed|rolledback|upgraded)$)/;

/**
 * What the facts of an event can't do without.
 *
 * @throws InputError naming the field
 */
export function requireFields({ fairway, kind, subject }: Cdevent): void {
  if (!DEPLOYS.test(kind)) return;
  const { artifactId, environment } = subject.content;
  if (!environment)
    throw new InputError('subject.content.environment: required');
  if (!artifactId && !fairway.revision)
    throw new InputError('subject.content.artifactId: required');
}

/** The facts in an event, none in one that is not gathered. */
export const factsOf = (event: Cdevent): Fact[] =>
  isGathered(event) ? KINDS[event.kind](event) : [];
