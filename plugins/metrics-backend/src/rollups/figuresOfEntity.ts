import { findDeliveredChanges } from '../rules/findDeliveredChanges';
import { judgeTimeline } from '../rules/judgeTimeline';
import { counts, isRework } from '../rules/timeline';
import { Comparisons } from './Comparisons';
import { DayCell } from './DayCell';
import type {
  EntityFacts,
  EntityFigures,
  RulesConfig,
  Timeline,
} from './EntityFigures';
import type { ReportingZone } from './ReportingZone';
import { incidentKey, routeIncidents } from './routeIncidents';
import {
  concernsProduction,
  isBound,
  isProduction,
  timelinesOf,
} from './timelinesOf';

/** Makes an entity's figures from its facts. Pure; the rules themselves are in `../rules`. */
export function figuresOfEntity(
  facts: EntityFacts,
  config: RulesConfig,
): EntityFigures {
  const mine = facts.deployments.filter(
    row => isProduction(row, config) && isBound(row, facts.bindings),
  );
  const timelines = timelinesOf(mine);
  const incidents = facts.incidents.filter(incident =>
    concernsProduction(incident, config),
  );
  const routed = routeIncidents(incidents, timelines);
  const incidentRows = new Map(incidents.map(row => [incidentKey(row), row]));
  const figures: EntityFigures = {
    judgements: [],
    delivered: [],
    attributions: [],
    failedRollouts: mine.filter(
      row => row.first_success_at === null && row.first_failure_at !== null,
    ),
    uncompared: [],
    days: new Map(),
  };

  for (const timeline of timelines) {
    const { project, environment, reached } = timeline;
    const { judgements, attributions } = judgeTimeline({
      deployments: reached,
      incidents: routed.get(timeline) ?? [],
      incidentWindow: config.incidentWindow,
    });
    figures.judgements.push(
      ...judgements.map(judgement => ({ ...judgement, project, environment })),
    );
    figures.attributions.push(
      ...attributions.map(one => ({
        ...one,
        incidentRow: incidentRows.get(one.incident)!,
      })),
    );
    addDelivered(
      figures,
      timeline,
      new Set(judgements.filter(counts).map(({ key }) => key)),
      facts,
    );
  }
  for (const incident of routed.get(undefined) ?? [])
    figures.attributions.push({
      incident: incident.key,
      incidentRow: incidentRows.get(incident.key)!,
    });
  keepEarliest(figures);
  fillDays(figures, config.zone);
  return figures;
}

function addDelivered(
  figures: EntityFigures,
  timeline: Timeline,
  counted: Set<string>,
  facts: EntityFacts,
) {
  const { project, reached } = timeline;
  const comparisons = new Comparisons(
    facts.comparisons.filter(row => row.project === project),
  );
  const titles = new Map<string, string>();
  const changes = facts.changes.filter(
    row => row.project === project && row.merged_at !== null,
  );
  for (const row of changes) titles.set(`change ${row.change_id}`, row.title);
  const { delivered, uncompared } = findDeliveredChanges({
    deployments: reached.filter(({ key }) => counted.has(key)),
    changes: changes.map(row => ({
      changeId: row.change_id,
      firstCommittedAt: row.first_committed_at ?? row.merged_at!,
      revisions: [
        ...JSON.parse(row.revisions),
        ...(row.merge_revision ? [row.merge_revision] : []),
      ],
    })),
    compare: (base, head) => {
      const comparison = comparisons.find(base, head);
      for (const commit of comparison?.commits ?? [])
        titles.set(`commit ${commit.revision}`, commit.title);
      return comparison;
    },
  });
  figures.delivered.push(
    ...delivered.map(change => ({
      ...change,
      project,
      title: titles.get(change.changeKey) ?? '',
    })),
  );
  figures.uncompared.push(...uncompared.map(pair => ({ ...pair, project })));
}

/** A change that went to several production environments was delivered with the first of them. */
function keepEarliest(figures: EntityFigures) {
  const earliest = new Map<string, EntityFigures['delivered'][number]>();
  for (const change of figures.delivered) {
    const id = `${change.project} ${change.changeKey}`;
    const other = earliest.get(id);
    if (!other || change.deployedAt < other.deployedAt)
      earliest.set(id, change);
  }
  figures.delivered = [...earliest.values()];
}

function fillDays(figures: EntityFigures, zone: ReportingZone) {
  const cell = (moment: number) => {
    const day = zone.dayOf(moment);
    let found = figures.days.get(day);
    if (!found) figures.days.set(day, (found = new DayCell()));
    return found;
  };
  for (const judgement of figures.judgements) {
    const day = cell(judgement.finishedAt);
    if (!counts(judgement)) {
      if (!judgement.duplicateOf) day.counts.redeploys += 1;
      continue;
    }
    day.counts.deployments += 1;
    if (isRework(judgement)) day.counts.rework += 1;
    if (!judgement.failed) continue;
    day.counts.failed += 1;
    if (judgement.recoveredAt === undefined) day.counts.open += 1;
    else
      day.recovery.add(
        Math.round((judgement.recoveredAt - judgement.finishedAt) / 1000),
      );
  }
  for (const change of figures.delivered)
    cell(change.deployedAt).lead.add(change.leadSeconds);
  for (const { deployment, incidentRow } of figures.attributions)
    if (!deployment) cell(incidentRow.opened_at).counts.unattributed += 1;
  for (const row of figures.failedRollouts)
    cell(row.first_failure_at!).counts.failed_rollouts += 1;
}
