/*
 * The five figures by straightforward SQL over the raw facts, one statement for each, for all services in a window of
 * moments (:from inclusive, :to exclusive). Beside the primary keys: the indexes below.
 */

export const INDEXES = [
  'CREATE INDEX bench_deployment_at ON deployment (first_success_at)',
  'CREATE INDEX bench_deployment_project_at ON deployment (project, first_success_at)',
  'CREATE INDEX bench_incident_deployment ON incident (project, deployment_id)',
  'CREATE INDEX bench_change_merge ON change (project, merge_revision)',
];

/** What each deployment was, which failed, and when that was recovered. */
const JUDGED = `
WITH reached AS (
  SELECT project, deployment_id, revision, intent, first_success_at AS at,
         lag(revision) OVER line AS served,
         row_number() OVER (PARTITION BY project, revision ORDER BY first_success_at, deployment_id) AS time
  FROM deployment
  WHERE environment LIKE 'prod%' AND first_success_at IS NOT NULL
  WINDOW line AS (PARTITION BY project ORDER BY first_success_at, deployment_id)
), counted AS (
  SELECT *, CASE WHEN time > 1 THEN 'rollback' WHEN intent = 'hotfix' THEN 'hotfix' ELSE 'planned' END AS kind,
         lag(revision) OVER line AS base
  FROM reached WHERE served IS DISTINCT FROM revision
  WINDOW line AS (PARTITION BY project ORDER BY at, deployment_id)
)`;

const FAILED = `${JUDGED}, followed AS (
  SELECT *, lead(kind) OVER (PARTITION BY project ORDER BY at, deployment_id) AS next FROM counted
), troubled AS (
  SELECT project, deployment_id, count(*) AS incidents, max(resolved_at) AS resolved,
         sum(CASE WHEN resolved_at IS NULL THEN 1 ELSE 0 END) AS unresolved
  FROM incident WHERE NOT withdrawn AND deployment_id IS NOT NULL GROUP BY project, deployment_id
), judged AS (
  SELECT f.*, t.incidents, t.resolved, t.unresolved,
         (t.incidents IS NOT NULL OR coalesce(f.next IN ('rollback', 'hotfix'), false)) AS failed
  FROM followed f LEFT JOIN troubled t ON t.project = f.project AND t.deployment_id = f.deployment_id
)`;

export const FREQUENCY = `${JUDGED}
SELECT count(*) AS n FROM counted WHERE at >= :from AND at < :to`;

export const FAIL_RATE = `${FAILED}
SELECT count(*) AS n, sum(CASE WHEN failed THEN 1 ELSE 0 END) AS count FROM judged WHERE at >= :from AND at < :to`;

export const REWORK_RATE = `${JUDGED}
SELECT count(*) AS n, sum(CASE WHEN kind <> 'planned' THEN 1 ELSE 0 END) AS count
FROM counted WHERE at >= :from AND at < :to`;

const RECOVERED = `${FAILED}, remedied AS (
  SELECT *, min(CASE WHEN kind <> 'planned' AND NOT failed THEN at END) OVER (
    PARTITION BY project ORDER BY at, deployment_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS remedy
  FROM judged
), recovered AS (
  SELECT round((CASE WHEN incidents IS NOT NULL
                     THEN CASE WHEN unresolved = 0 THEN CASE WHEN resolved > at THEN resolved ELSE at END END
                     ELSE remedy END - at) / 1000.0) AS seconds
  FROM remedied WHERE failed AND at >= :from AND at < :to
)`;

const LED = `${JUDGED}, contained AS (
  SELECT d.project, d.at, commit.value AS revision
  FROM counted d JOIN comparison c ON c.project = d.project AND c.base = d.base AND c.head = d.revision
  CROSS JOIN :commits
  WHERE c.relation = 'ahead' AND d.at < :to
), led AS (
  SELECT round((min(o.at) - h.first_committed_at) / 1000.0) AS seconds
  FROM contained o JOIN change h ON h.project = o.project AND h.merge_revision = o.revision
  GROUP BY h.project, h.change_id, h.first_committed_at
  HAVING min(o.at) >= :from
)`;

const MEDIAN = {
  pg: (of: string) =>
    `SELECT count(seconds) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median FROM ${of}`,
  // SQLite has no quantiles: the mean of the middle two, or the one in the middle.
  sqlite: (of: string) =>
    `SELECT (SELECT count(seconds) FROM ${of}) AS n, avg(seconds) AS median FROM (
       SELECT seconds, row_number() OVER (ORDER BY seconds) AS place, count(*) OVER () AS n
       FROM ${of} WHERE seconds IS NOT NULL)
     WHERE place IN ((n + 1) / 2, (n + 2) / 2)`,
};

const COMMITS = {
  pg: `LATERAL (SELECT element->>0 AS value FROM jsonb_array_elements(c.commits::jsonb) AS element) AS commit`,
  sqlite: `(SELECT 1)`,
};

export type Dialect = 'pg' | 'sqlite';

/** One statement for each figure. */
export function statements(dialect: Dialect): Record<string, string> {
  const led =
    dialect === 'pg'
      ? LED.replace(':commits', COMMITS.pg)
      : LED.replace(
          'CROSS JOIN :commits',
          `, json_each(c.commits) AS element`,
        ).replace('commit.value', `json_extract(element.value, '$[0]')`);
  return {
    changeLeadTime: `${led} ${MEDIAN[dialect]('led')}`,
    deploymentFrequency: FREQUENCY,
    changeFailRate: FAIL_RATE,
    failedDeploymentRecoveryTime: `${RECOVERED} ${MEDIAN[dialect]('recovered')}`,
    deploymentReworkRate: REWORK_RATE,
  };
}
