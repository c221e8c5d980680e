import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { repositoryPageUrl, repositoryUrl } from '../../represent/repositories';
import { Job } from '../store/model';

/** The page of a run. */
export function runPageUrl(
  forge: Forge,
  repository: Repository,
  runId: number,
): string {
  return `${repositoryPageUrl(forge, repository)}/actions/runs/${runId}`;
}

/** The page of a job, with its log. */
export function jobPageUrl(
  forge: Forge,
  repository: Repository,
  job: Pick<Job, 'id' | 'runId'>,
): string {
  return `${runPageUrl(forge, repository, job.runId)}/job/${job.id}`;
}

/** Where the API has what belongs to Actions. */
export function actionsUrl(forge: Forge, repository: Repository): string {
  return `${repositoryUrl(forge, repository)}/actions`;
}
