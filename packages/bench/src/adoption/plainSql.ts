/*
 * The dashboard by straightforward SQL over the facts, one statement for each thing it shows. Moments :from (inclusive) and
 * :to (exclusive) in milliseconds, days :last and :first as numbers. Beside the primary keys and the indexes of the facts:
 * those below.
 */

export const INDEXES = [
  'CREATE INDEX bench_change_of ON bench_change (kind, day, entity_ref) INCLUDE (seconds)',
  'CREATE INDEX bench_delivery_day_of ON bench_delivery_day (day) INCLUDE (entity_ref, deployments, failed, rework)',
  'CREATE INDEX bench_service_since ON service (first_seen_at)',
  'CREATE INDEX bench_attempt_of ON attempt (task_id, template, opened_at)',
];

/** Attempts that began in the window, each with its run and its service's milestones. */
const CREATIONS = `
WITH began AS (
  SELECT a.attempt_id AS id, a.opened_at, a.opened_at AS began_at, r.*
  FROM attempt a LEFT JOIN run r ON r.task_id = a.task_id AND r.template = a.template
  WHERE a.opened_at >= :from AND a.opened_at < :to
  UNION ALL
  SELECT r.task_id, NULL, r.started_at, r.*
  FROM run r WHERE r.started_at >= :from AND r.started_at < :to
    AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.task_id = r.task_id AND a.template = r.template)
), creation AS (
  SELECT b.*, m.ci_at, m.staging_at, m.production_at,
         b.outcome = 'completed' OR EXISTS (
           SELECT 1 FROM run o WHERE o.template = b.template AND o.name = b.name
             AND o.outcome = 'completed' AND o.started_at > b.started_at) AS finished
  FROM began b LEFT JOIN milestone m ON m.entity_ref = b.entity_ref AND b.repository_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM run e WHERE e.entity_ref = b.entity_ref AND e.repository_at IS NOT NULL
      AND (e.started_at, e.task_id) < (b.started_at, b.task_id))
)`;

const median = (from: string, to: string) =>
  `percentile_cont(0.5) WITHIN GROUP (ORDER BY round((${to} - ${from}) / 1000.0)) FILTER (WHERE ${to} >= ${from})`;

export const FUNNEL = `${CREATIONS}
SELECT count(*) AS opened,
       count(started_at) AS started,
       count(coalesce(repository_at, ci_at, staging_at, production_at)) AS repository,
       count(coalesce(ci_at, staging_at, production_at)) AS ci,
       count(coalesce(staging_at, production_at)) AS staging,
       count(production_at) AS production,
       ${median('opened_at', 'started_at')} AS started_time,
       ${median('started_at', 'repository_at')} AS repository_time,
       ${median('repository_at', 'ci_at')} AS ci_time,
       ${median('ci_at', 'staging_at')} AS staging_time,
       ${median('staging_at', 'production_at')} AS production_time,
       count(DISTINCT team) AS teams
FROM creation`;

export const FAILURES = `${CREATIONS}
SELECT f.failure, g.message, count(DISTINCT c.task_id) AS runs, count(DISTINCT c.team) AS teams,
       count(DISTINCT c.task_id) FILTER (WHERE c.finished) AS finished, max(f.at) AS last_seen
FROM creation c JOIN run_failure f ON f.task_id = c.task_id JOIN failure_group g ON g.id = f.failure
GROUP BY f.failure, g.message`;

export const FAILED_ONCE = `${CREATIONS}
SELECT count(*) AS runs, count(*) FILTER (WHERE finished) AS finished FROM creation c
WHERE EXISTS (SELECT 1 FROM run_failure f WHERE f.task_id = c.task_id)`;

export const TEMPLATE_RUNS = `${CREATIONS}
SELECT template, count(*) AS runs, count(*) FILTER (WHERE outcome = 'completed') AS completed,
       count(*) FILTER (WHERE outcome <> 'running') AS ended,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY round((ended_at - started_at) / 1000.0))
         FILTER (WHERE outcome = 'completed') AS duration
FROM creation WHERE task_id IS NOT NULL GROUP BY template`;

export const FIRST_DEPLOY = `
SELECT count(*) AS n, percentile_cont(ARRAY[0.5, 0.75, 0.95]) WITHIN GROUP (
         ORDER BY round((m.production_at - least(r.started_at, a.opened_at)) / 1000.0)) AS quantiles
FROM milestone m
JOIN run r ON r.entity_ref = m.entity_ref AND r.repository_at IS NOT NULL AND m.production_at >= r.started_at
  AND NOT EXISTS (SELECT 1 FROM run e WHERE e.entity_ref = r.entity_ref AND e.repository_at IS NOT NULL
    AND (e.started_at, e.task_id) < (r.started_at, r.task_id))
LEFT JOIN LATERAL (SELECT min(a.opened_at) AS opened_at FROM attempt a
  WHERE a.task_id = r.task_id AND a.template = r.template) a ON true
WHERE m.production_at >= :from AND m.production_at < :to`;

/** The services that were there when a day ended, each with what the catalog said of it then. */
const THERE = (moment: string) => `
  SELECT s.entity_ref, s.first_seen_at, p.team, p.template, p.version
  FROM service s JOIN service_span p ON p.entity_ref = s.entity_ref
  WHERE s.first_seen_at <= ${moment} AND (s.ended_at IS NULL OR s.ended_at > ${moment})
    AND p.valid_from <= ${moment} AND (p.valid_to IS NULL OR p.valid_to > ${moment})`;

export const SHARES = `
SELECT t.day, there.team, count(*) AS services, count(there.template) AS on_path
FROM unnest(:days::int[]) AS t(day)
CROSS JOIN LATERAL (${THERE('((t.day + 1)::bigint * 86400000 - 1)')}) AS there
GROUP BY t.day, there.team`;

export const VERSIONS = `
SELECT template, version, count(*) AS services
FROM (${THERE('((:last::int + 1)::bigint * 86400000 - 1)')}) AS there
WHERE template IS NOT NULL GROUP BY template, version`;

const SPREAD = (value: string) =>
  `json_build_object('n', count(${value}), 'quantiles',
     percentile_cont(ARRAY[0.1, 0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY ${value}))`;

export const DELIVERY = `
WITH there AS (${THERE('((:last::int + 1)::bigint * 86400000 - 1)')}),
counts AS (
  SELECT entity_ref, sum(deployments) AS n, sum(failed) AS failed, sum(rework) AS rework
  FROM bench_delivery_day WHERE day > :last - 90 AND day <= :last GROUP BY entity_ref
), durations AS (
  SELECT entity_ref, kind, count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median
  FROM bench_change WHERE kind IN ('lead', 'recovery') AND day > :last - 90 AND day <= :last GROUP BY entity_ref, kind
), own AS (
  SELECT t.template IS NOT NULL AS on_path, l.median AS lead, c.n / 90.0 AS frequency,
         CASE WHEN c.n >= 5 THEN c.failed::float / c.n END AS fail,
         r.median AS recovery, CASE WHEN c.n >= 5 THEN c.rework::float / c.n END AS rework
  FROM there t LEFT JOIN counts c ON c.entity_ref = t.entity_ref
  LEFT JOIN durations l ON l.entity_ref = t.entity_ref AND l.kind = 'lead' AND l.n >= 5
  LEFT JOIN durations r ON r.entity_ref = t.entity_ref AND r.kind = 'recovery' AND r.n >= 5
)
SELECT on_path, count(*) AS services, ${SPREAD('lead')} AS "changeLeadTime",
       ${SPREAD('frequency')} AS "deploymentFrequency", ${SPREAD('fail')} AS "changeFailRate",
       ${SPREAD('recovery')} AS "failedDeploymentRecoveryTime", ${SPREAD('rework')} AS "deploymentReworkRate"
FROM own GROUP BY on_path`;

/** What is asked for the period, and again for the one before. */
export const STATEMENTS = {
  ...{ FUNNEL, FAILURES, FAILED_ONCE, TEMPLATE_RUNS, FIRST_DEPLOY },
  ...{ VERSIONS, DELIVERY },
};
export type StatementName = keyof typeof STATEMENTS;
