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

/** The facts in an event, none in one that is not gathered. */
export const factsOf = (event: Cdevent): Fact[] =>
  isGathered(event) ? KINDS[event.kind](event) : [];
