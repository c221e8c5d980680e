import type { RestEndpointMethodTypes } from '@octokit/rest';

/** A deployment as the forge lists it. */
export type Deployment =
  RestEndpointMethodTypes['repos']['listDeployments']['response']['data'][number];

/** A status of a deployment as the forge lists it. */
export type DeploymentStatus =
  RestEndpointMethodTypes['repos']['listDeploymentStatuses']['response']['data'][number];

/** A run of a workflow as the forge lists it. */
export type WorkflowRun =
  RestEndpointMethodTypes['actions']['listWorkflowRuns']['response']['data']['workflow_runs'][number];
