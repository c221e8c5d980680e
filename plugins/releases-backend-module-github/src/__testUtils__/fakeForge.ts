import { http, HttpResponse, type HttpHandler } from 'msw';
import type {
  Deployment,
  DeploymentStatus,
  WorkflowRun,
} from '../environments/types';

/** Where the fake forge answers. */
export const API = 'http://forge.test:7990/api/v3';
const REPOSITORY = `${API}/repos/acme/checkout-api`;

export const V214 = '9ab03d7'.padEnd(40, '0');
export const V215 = '4c1e9f2'.padEnd(40, '0');

/** What the fake forge has; each list newest first, as GitHub gives it. */
export interface FakeForge {
  deployments: Deployment[];
  statuses: Record<number, DeploymentStatus[]>;
  /** Undefined where the workflow is missing. */
  runs?: WorkflowRun[];
  messages: Record<string, string>;
}

/** A deployment with the fields that matter. */
export function deployment(fields: {
  id: number;
  environment: string;
  version?: string;
  sha?: string;
  payload?: unknown;
  ref?: string;
  transient?: boolean;
  production?: boolean;
}): Deployment {
  const { id, environment, version, sha = V215 } = fields;
  return {
    id,
    environment,
    sha,
    ref: fields.ref ?? sha,
    payload: fields.payload ?? { version, runId: '1' },
    transient_environment: fields.transient ?? false,
    production_environment: fields.production ?? false,
    created_at: '2025-11-20T14:00:00Z',
  } as Deployment;
}

/** A status with the fields that matter. */
export function status(
  id: number,
  state: DeploymentStatus['state'],
  fields: Partial<DeploymentStatus> = {},
): DeploymentStatus {
  return {
    id,
    state,
    created_at: `2025-11-20T14:${String(id % 60).padStart(2, '0')}:00Z`,
    creator: { login: 'deployer[bot]' },
    ...fields,
  } as DeploymentStatus;
}

/** A run with the fields that matter. */
export function run(
  id: number,
  fields: Partial<WorkflowRun> = {},
): WorkflowRun {
  return {
    id,
    html_url: `http://forge.test:7990/acme/checkout-api/actions/runs/${id}`,
    display_title: 'Promote v215 from staging to production',
    status: 'completed',
    conclusion: 'success',
    created_at: '2025-11-20T15:00:00Z',
    updated_at: '2025-11-20T15:01:00Z',
    ...fields,
  } as WorkflowRun;
}

/** v215 in staging, v214 in production. */
export function stagingAhead(): FakeForge {
  return {
    deployments: [
      deployment({ id: 2, environment: 'staging', version: 'v215' }),
      deployment({
        id: 1,
        environment: 'production',
        version: 'v214',
        sha: V214,
        production: true,
      }),
    ],
    statuses: {
      2: [
        status(26, 'success', { environment_url: 'http://localhost:8100' }),
        status(25, 'in_progress'),
      ],
      1: [
        status(12, 'success', {
          environment_url: 'http://localhost:8101',
          log_url: 'http://forge.test:7990/logs/1',
        }),
      ],
    },
    runs: [],
    messages: {
      [V214]: 'Cache basket totals',
      [V215]: 'Raise memory limit to 512 Mi\n\nIt was too low.',
    },
  };
}

/** Handlers that answer as GitHub does, with ETags. */
export function forgeHandlers(forge: FakeForge): HttpHandler[] {
  return [
    http.get(`${REPOSITORY}`, () =>
      HttpResponse.json({
        default_branch: 'main',
        html_url: 'http://forge.test:7990/acme/checkout-api',
      }),
    ),
    http.get(`${REPOSITORY}/deployments`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      const environment = searchParams.get('environment');
      return withEtag(
        request,
        forge.deployments
          .filter(found => !environment || found.environment === environment)
          .slice(0, Number(searchParams.get('per_page'))),
      );
    }),
    http.get(`${REPOSITORY}/deployments/:id/statuses`, ({ params, request }) =>
      withEtag(request, forge.statuses[Number(params.id)] ?? []),
    ),
    http.get(`${REPOSITORY}/commits/:sha`, ({ params, request }) => {
      const message = forge.messages[String(params.sha)];
      return message
        ? withEtag(request, { commit: { message } })
        : HttpResponse.json({ message: 'No commit found' }, { status: 422 });
    }),
    http.get(`${REPOSITORY}/compare/:range`, ({ request }) =>
      withEtag(request, {
        ahead_by: 1,
        behind_by: 0,
        html_url: 'http://forge.test:7990/acme/checkout-api/compare/a...b',
      }),
    ),
    http.get(
      `${REPOSITORY}/actions/workflows/promote.yaml/runs`,
      ({ request }) =>
        forge.runs
          ? withEtag(request, { workflow_runs: forge.runs })
          : HttpResponse.json({ message: 'Not Found' }, { status: 404 }),
    ),
  ];
}

function withEtag(request: Request, body: object) {
  const text = JSON.stringify(body);
  const etag = `"${text.length}-${text.slice(0, 80).replace(/\W/g, '')}"`;
  return request.headers.get('if-none-match') === etag
    ? new HttpResponse(null, { status: 304, headers: { etag } })
    : new HttpResponse(text, {
        headers: { etag, 'content-type': 'application/json' },
      });
}
