import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { nodeId } from '../../represent/nodeId';
import { repositoryUrl } from '../../represent/repositories';
import { Schema } from '../../represent/schema';
import { timestamp } from '../../represent/timestamp';
import { Job, Run } from '../store/model';
import { jobPageUrl } from './links';

/** A job as the check of its commit: the pages and the portal show checks. */
export function checkRunJson(
  forge: Forge,
  repository: Repository,
  { run, job }: { run: Run; job: Job },
): Schema<'check-run'> {
  const url = `${repositoryUrl(forge, repository)}/check-runs/${job.id}`;
  return {
    id: job.id,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    external_id: String(job.id),
    url,
    html_url: jobPageUrl(forge, repository, job),
    details_url: jobPageUrl(forge, repository, job),
    status: job.status,
    conclusion:
      job.conclusion === 'startup_failure' ? 'failure' : job.conclusion,
    started_at: job.startedAt && timestamp(job.startedAt),
    completed_at: job.completedAt && timestamp(job.completedAt),
    output: {
      title: null,
      summary: job.summary || null,
      text: null,
      annotations_count: job.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: job.name,
    check_suite: { id: run.id },
    app: null,
    pull_requests: [],
  };
}
