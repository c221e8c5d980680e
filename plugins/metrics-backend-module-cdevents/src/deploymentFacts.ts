import type {
  ComparisonFact,
  DeploymentState,
  DeploymentStatusFact,
  Fact,
} from '@fairway/plugin-metrics-node';
import { type Artifact, artifactOf } from './artifactOf';
import { webLink } from './webLink';
import { moment } from './moment';
import { projectOf } from './projectOf';
import type { Cdevent } from './readCdevent';

/** Of `service.*` the service is the subject and the event is the deployment; of `deployment.*` the deployment is. */
const isDeployment = ({ kind }: Cdevent) => kind.startsWith('deployment.');

function projectAndId(event: Cdevent, artifact?: Artifact) {
  const { context, fairway, subject } = event;
  const service = isDeployment(event)
    ? (subject.content.service?.id ?? artifact?.name ?? subject.id)
    : subject.id;
  return {
    project: projectOf(event, { project: artifact?.project, service }),
    deploymentId:
      fairway.deploymentId ?? (isDeployment(event) ? subject.id : context.id),
  };
}

const statusFact = (
  { context, subject }: Cdevent,
  deployment: { project: string; deploymentId: string },
  state: DeploymentState,
): DeploymentStatusFact => ({
  type: 'deploymentStatus',
  ...deployment,
  statusId: context.id,
  state,
  at: moment(context.timestamp),
  ...(webLink(subject.content.url ?? subject.content.uri).url && {
    environmentUrl: subject.content.url ?? subject.content.uri,
  }),
});

/** That something was deployed, how far it came, and what it brought where the event says that. */
export function deploymentFacts(
  event: Cdevent,
  how: { state: DeploymentState; intent?: 'rollback' },
): Fact[] {
  const { context, fairway, subject } = event;
  const { artifactId, environment } = subject.content;
  const artifact = artifactId ? artifactOf(artifactId) : undefined;
  const at = moment(context.timestamp);
  const version = fairway.version ?? artifact?.version;
  const intent = fairway.intent ?? how.intent;
  const revision = fairway.revision ?? artifact!.revision;
  const deployment = projectAndId(event, artifact);
  return [
    {
      type: 'deployment',
      ...deployment,
      environment: environment!.id,
      revision,
      ...(version && { version }),
      createdAt: at,
      updatedAt: at,
      ...(fairway.path && { path: fairway.path }),
      ...(fairway.runId && { runId: fairway.runId }),
      ...(intent && { intent }),
      ...(fairway.incidents && { incidents: fairway.incidents }),
      ...webLink(fairway.url),
    },
    statusFact(event, deployment, how.state),
    ...comparisonFacts(event, deployment.project, revision),
  ];
}

/** How a deployment that the event names goes on; an event that names none tells nothing of any. */
export function deploymentStatusFacts(
  event: Cdevent,
  state: DeploymentState,
): Fact[] {
  return event.fairway.deploymentId
    ? [statusFact(event, projectAndId(event), state)]
    : [];
}

function comparisonFacts(
  { context, fairway }: Cdevent,
  project: string,
  head: string,
): ComparisonFact[] {
  const { commits, previousRevision } = fairway;
  if (!previousRevision || !commits) return [];
  return [
    {
      type: 'comparison',
      project,
      base: previousRevision,
      head,
      relation: previousRevision === head ? 'identical' : 'ahead',
      commits: commits.map(({ revision, committedAt, title }) => ({
        revision,
        committedAt: moment(committedAt),
        title: title.split('\n')[0],
      })),
      truncated: false,
      updatedAt: moment(context.timestamp),
    },
  ];
}
