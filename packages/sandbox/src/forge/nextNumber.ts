import { ForgeDatabase } from './ForgeDatabase';

/** The number of the next issue or pull request of a repository: they are counted together. */
export function nextNumber(
  database: ForgeDatabase,
  repositoryId: number,
): number {
  const { last } = database.get<{ last: number | null }>(
    `SELECT max(number) AS last FROM (
       SELECT number FROM pulls WHERE repository_id = @repositoryId
       UNION ALL SELECT number FROM issues WHERE repository_id = @repositoryId)`,
    { repositoryId },
  )!;
  return (last ?? 0) + 1;
}
