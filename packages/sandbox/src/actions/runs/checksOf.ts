import { Check } from '../../forge/mergeRules';
import { ActionsStores } from '../ActionsStores';

/** As many runs as one commit is likely to have. */
const maximumRuns = 100;

/** The jobs of a commit's runs, as checks of it; those of the newest runs first. */
export function checksOf(
  { runs, jobs }: Pick<ActionsStores, 'runs' | 'jobs'>,
  repositoryId: number,
  headSha: string,
): Check[] {
  const found = runs.list({
    repositoryId,
    headSha,
    limit: maximumRuns,
    offset: 0,
  });
  return found.runs.flatMap(run =>
    jobs
      .list(run.id, run.attempt)
      .map(({ name, conclusion }) => ({ name, conclusion })),
  );
}
