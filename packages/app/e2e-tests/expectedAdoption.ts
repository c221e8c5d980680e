import type { Deployment, DeploymentStatus } from './forge';
import type { Component, PortalApi, Task } from './portalApi';

const PATH = 'template:default/node-service';
const ENDED = ['completed', 'failed', 'cancelled'];

/** What became of one creation. */
export interface ExpectedCreation {
  name: string;
  /** The team's name. */
  team: string;
  status: Task['status'];
  repository: boolean;
  ci: boolean;
  staging: boolean;
  production: boolean;
}

/**
 * What the dashboard has to say, worked out from what the scaffolder, the catalog and the forge answer, and from nothing
 * that the dashboard's own backend says.
 */
export interface ExpectedAdoption {
  creations: ExpectedCreation[];
  started: number;
  repository: number;
  ci: number;
  staging: number;
  production: number;
  completed: number;
  ended: number;
  services: number;
  onPath: number;
  /** By team: on a path, and all. */
  teams: Map<string, [onPath: number, services: number]>;
  /** Services by the version of the path that they name. */
  versions: Map<string, number>;
}

/** The forge, read as somebody with a token reads it. */
function forgeAt(forgeUrl: string, token: string) {
  return async <T>(path: string): Promise<T | undefined> => {
    const response = await fetch(`${forgeUrl}/api/v3/repos/acme/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  };
}

async function readCreation(
  task: Task,
  forge: ReturnType<typeof forgeAt>,
): Promise<ExpectedCreation> {
  const { name, owner } = task.spec.parameters;
  const reached = async (environment: string) => {
    const deployments =
      (await forge<Deployment[]>(
        `${name}/deployments?environment=${environment}&per_page=100`,
      )) ?? [];
    const statuses = await Promise.all(
      deployments.map(({ id }) =>
        forge<DeploymentStatus[]>(
          `${name}/deployments/${id}/statuses?per_page=100`,
        ),
      ),
    );
    return statuses.flat().some(status => status?.state === 'success');
  };
  const runs = await forge<{
    workflow_runs: { name: string; conclusion: string | null }[];
  }>(`${name}/actions/runs?branch=main&per_page=100`);
  return {
    name,
    team: owner.replace(/^.*\//, ''),
    status: task.status,
    repository: (await forge(name)) !== undefined,
    ci: (runs?.workflow_runs ?? []).some(
      run => run.conclusion === 'success' && run.name !== 'Promote',
    ),
    staging: await reached('staging'),
    production: await reached('production'),
  };
}

async function readServices(portal: PortalApi) {
  const components = await portal.ask<Component[]>(
    '/catalog/entities?filter=kind=component',
  );
  const teams: ExpectedAdoption['teams'] = new Map();
  const versions: ExpectedAdoption['versions'] = new Map();
  let onPath = 0;
  for (const { metadata, relations } of components) {
    const on = metadata.annotations?.['fairway/template'] !== undefined;
    const owner = relations?.find(({ type }) => type === 'ownedBy');
    const team = owner?.targetRef.replace(/^.*\//, '') ?? 'No owner';
    const [some, all] = teams.get(team) ?? [0, 0];
    teams.set(team, [some + Number(on), all + 1]);
    const version = metadata.annotations?.['fairway/template-version'];
    if (on && version) versions.set(version, (versions.get(version) ?? 0) + 1);
    onPath += Number(on);
  }
  return { services: components.length, onPath, teams, versions };
}

/** @param options - `portal`: of the platform team, who may see all creations; `token`: one for the forge */
export async function expectedAdoption(options: {
  portal: PortalApi;
  forgeUrl: string;
  token: string;
}): Promise<ExpectedAdoption> {
  const { portal, forgeUrl, token } = options;
  const { tasks } = await portal.ask<{ tasks: Task[] }>(
    '/scaffolder/v2/tasks?limit=100',
  );
  const forge = forgeAt(forgeUrl, token);
  const creations = await Promise.all(
    tasks
      .filter(({ spec }) => spec.templateInfo?.entityRef === PATH)
      .map(task => readCreation(task, forge)),
  );
  const count = (is: (creation: ExpectedCreation) => boolean) =>
    creations.filter(is).length;
  return {
    creations,
    started: creations.length,
    repository: count(({ repository }) => repository),
    ci: count(({ ci }) => ci),
    staging: count(({ staging }) => staging),
    production: count(({ production }) => production),
    completed: count(({ status }) => status === 'completed'),
    ended: count(({ status }) => ENDED.includes(status)),
    ...(await readServices(portal)),
  };
}
