/** Payloads as GitHub sends them, with no more than what is relied on. Everything happens on one morning of January. */

export const JANUARY = new URLSearchParams({
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
}).toString();

export const at = (minute: number) =>
  new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();

export const repositoryOf = (slug = 'acme/shop') => ({
  full_name: slug,
  html_url: `https://github.com/${slug}`,
  default_branch: 'main',
});

interface DeploymentOptions {
  id: number;
  sha: string;
  environment?: string;
  payload?: unknown;
  slug?: string;
  minute?: number;
}

export const deploymentOf = (options: DeploymentOptions) => ({
  action: 'created',
  repository: repositoryOf(options.slug),
  deployment: {
    id: options.id,
    sha: options.sha.repeat(40).slice(0, 40),
    ref: 'main',
    task: 'deploy',
    environment: options.environment ?? 'production',
    payload: options.payload ?? {},
    created_at: at(0),
    updated_at: at(options.minute ?? 0),
  },
});

export const statusOf = (options: DeploymentOptions & { state: string }) => ({
  ...deploymentOf(options),
  deployment_status: {
    id: options.id * 100 + (options.minute ?? 1),
    state: options.state,
    created_at: at(options.minute ?? 1),
  },
});
