import type { Sandbox } from '@fairway/sandbox';
import { Octokit } from '@octokit/rest';
import { SECRET } from './startGithubMetrics';

/** Sends the organisation's webhook to where the metrics listen. */
export async function pointWebhook(sandbox: Sandbox, url: string) {
  const octokit = new Octokit({
    baseUrl: sandbox.apiBaseUrl,
    auth: sandbox.token,
  });
  const { data } = await octokit.rest.orgs.listWebhooks({ org: 'acme' });
  await octokit.rest.orgs.updateWebhook({
    org: 'acme',
    hook_id: data[0].id,
    config: { url, content_type: 'json', secret: SECRET },
  });
}
