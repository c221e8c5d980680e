import type {
  DeploymentFact,
  DeploymentState,
  DeploymentStatusFact,
} from '@fairway/plugin-metrics-node';
import type { Repository } from '../projects/Repository';
import type {
  GithubDeployment,
  GithubDeploymentStatus,
} from '../webhook/schemas';
import { toUtc } from './moments';

/** What whoever deployed may say beside what GitHub asks for; texts and numbers are both seen. */
interface Said {
  version?: string;
  runId?: string;
  path?: string;
  intent?: 'hotfix' | 'rollback';
  incidents?: string[];
}

const INTENT = /^(?:deploy:)?(hotfix|rollback)$/;
const VERSION_REF = /^v?\d+(\.\d+)*([.+-][\w.+-]+)?$/;

export function deploymentFact(
  repository: Repository,
  deployment: GithubDeployment,
  run?: { id: number } | null,
): DeploymentFact {
  const said = readPayload(deployment.payload);
  const [, task] = INTENT.exec(deployment.task ?? '') ?? [];
  const runId = said.runId ?? (run ? String(run.id) : undefined);
  const version =
    said.version ??
    (VERSION_REF.test(deployment.ref) ? deployment.ref : undefined);
  const intent = said.intent ?? (task as DeploymentFact['intent']);
  return {
    type: 'deployment',
    project: repository.project,
    deploymentId: String(deployment.id),
    environment: deployment.environment,
    revision: deployment.sha,
    createdAt: toUtc(deployment.created_at),
    updatedAt: toUtc(deployment.updated_at),
    url: `${repository.url}/deployments`,
    ...(version && { version }),
    ...(runId && { runId }),
    ...(said.path && { path: said.path }),
    ...(intent && { intent }),
    ...(said.incidents?.length && { incidents: said.incidents }),
  };
}

const STATES: Record<string, DeploymentState> = {
  queued: 'queued',
  pending: 'pending',
  // Held back by a rule of the environment.
  waiting: 'pending',
  in_progress: 'in_progress',
  success: 'success',
  failure: 'failure',
  error: 'error',
  inactive: 'inactive',
};

/** Undefined for a state that GitHub has added since. */
export function deploymentStatusFact(
  repository: Repository,
  deployment: { id: number },
  status: GithubDeploymentStatus,
): DeploymentStatusFact | undefined {
  if (!Object.hasOwn(STATES, status.state)) return undefined;
  const logUrl = status.log_url || status.target_url;
  return {
    type: 'deploymentStatus',
    project: repository.project,
    deploymentId: String(deployment.id),
    statusId: String(status.id),
    state: STATES[status.state],
    at: toUtc(status.created_at),
    ...(status.environment_url && { environmentUrl: status.environment_url }),
    ...(logUrl && { logUrl }),
  };
}

function readPayload(payload: unknown): Said {
  const given = typeof payload === 'string' ? parse(payload) : payload;
  if (typeof given !== 'object' || given === null) return {};
  const { version, runId, path, intent, incidents } = given as Record<
    string,
    unknown
  >;
  return {
    version: textOf(version, 200),
    runId: textOf(runId, 100),
    path: textOf(path, 1000)?.replace(/^\/+|\/+$/g, ''),
    ...((intent === 'hotfix' || intent === 'rollback') && { intent }),
    incidents: (Array.isArray(incidents) ? incidents : [])
      .flatMap(incident => textOf(incident, 300) ?? [])
      .slice(0, 100),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A text of the deployer's own; it says nothing that is looked for.
    return undefined;
  }
}

function textOf(value: unknown, most: number): string | undefined {
  const text =
    typeof value === 'string' || typeof value === 'number'
      ? String(value).trim()
      : '';
  return text && text.length <= most ? text : undefined;
}
