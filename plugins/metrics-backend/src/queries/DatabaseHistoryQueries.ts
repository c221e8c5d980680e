import type {
  DeliveryDay,
  DeliveryHistory,
  DeliveryMilestones,
  HistoryAnswer,
} from '@fairway/plugin-metrics-common';
import type { Knex } from 'knex';
import { matchesPattern } from '../bindings/matchesPattern';
import type { RulesConfig } from '../rollups/EntityFigures';

interface BindingRow {
  entity_ref: string;
  project: string;
  environment_pattern: string;
  path: string;
}

interface ReachedRow extends BindingRow {
  environment: string;
  at: number | string;
}

const REWORK = new Set(['rollback', 'hotfix']);

const iso = (moment: number | string) => new Date(Number(moment)).toISOString();
const earlier = (one: string | undefined, other: string) =>
  one === undefined || other < one ? other : one;

/** What came of entities' delivery: when they got how far, and what reached production on which day. */
export class DatabaseHistoryQueries {
  readonly #knex: Knex;
  readonly #rules: RulesConfig;

  private constructor(options: { knex: Knex; rules: RulesConfig }) {
    this.#knex = options.knex;
    this.#rules = options.rules;
  }

  static create(options: {
    knex: Knex;
    rules: RulesConfig;
  }): DatabaseHistoryQueries {
    return new DatabaseHistoryQueries(options);
  }

  async histories(
    entityRefs: string[],
    branches: string[],
  ): Promise<HistoryAnswer> {
    const bindings: BindingRow[] = await this.#knex('binding')
      .whereIn('entity_ref', entityRefs)
      .whereNull('valid_to');
    const bound = [...new Set(bindings.map(row => row.entity_ref))].sort();
    const items = new Map<string, DeliveryHistory>(
      bound.map(entityRef => [entityRef, { entityRef, first: {}, days: [] }]),
    );
    if (bound.length) {
      await this.#addCi(items, bindings, branches);
      await this.#addReached(items, bound);
      await this.#addDays(items, bound);
    }
    return { zone: this.#rules.zone.name, items: [...items.values()] };
  }

  async #addCi(
    items: Map<string, DeliveryHistory>,
    bindings: BindingRow[],
    branches: string[],
  ) {
    const rows: { project: string; at: number | string }[] = await this.#knex(
      'run',
    )
      .whereIn('project', [...new Set(bindings.map(row => row.project))])
      .whereIn('branch', branches)
      .where('conclusion', 'success')
      .whereNotNull('completed_at')
      .groupBy('project')
      .select('project')
      .min('completed_at as at');
    const first = new Map(rows.map(row => [row.project, iso(row.at)]));
    for (const { entity_ref: ref, project } of bindings)
      if (first.has(project))
        note(items.get(ref)!.first, 'ci', first.get(project)!);
  }

  async #addReached(items: Map<string, DeliveryHistory>, refs: string[]) {
    const rows: ReachedRow[] = await this.#knex('binding as b')
      .join('deployment as d', 'd.project', 'b.project')
      .whereIn('b.entity_ref', refs)
      .whereNull('b.valid_to')
      .whereNotNull('d.first_success_at')
      .whereNotNull('d.environment')
      .whereRaw(
        `(b.path = '' OR substr(coalesce(d.path, '') || '/', 1, length(b.path) + 1) = b.path || '/')`,
      )
      .groupBy('b.entity_ref', 'b.environment_pattern', 'd.environment')
      .select('b.entity_ref', 'b.environment_pattern', 'd.environment')
      .min('d.first_success_at as at');
    for (const row of rows) {
      const { environment_pattern: pattern, environment } = row;
      if (pattern && !matchesPattern(pattern, environment)) continue;
      const stage = this.#rules.productionEnvironments.some(one =>
        matchesPattern(one, environment),
      )
        ? 'production'
        : 'staging';
      note(items.get(row.entity_ref)!.first, stage, iso(row.at));
    }
  }

  async #addDays(items: Map<string, DeliveryHistory>, refs: string[]) {
    const days = new Map<string, Map<number, DeliveryDay>>(
      refs.map(ref => [ref, new Map()]),
    );
    const dayOf = (ref: string, moment: number | string) => {
      const day = this.#rules.zone.dayOf(Number(moment));
      let found = days.get(ref)!.get(day);
      if (!found) {
        found = {
          ...{ day, deployments: 0, failed: 0, rework: 0 },
          ...{ lead: [], recovery: [] },
        };
        days.get(ref)!.set(day, found);
      }
      return found;
    };
    for (const row of await this.#knex('judgement')
      .whereIn('entity_ref', refs)
      .where('counted', true)) {
      const day = dayOf(row.entity_ref, row.finished_at);
      day.deployments += 1;
      if (REWORK.has(row.kind)) day.rework += 1;
      if (!row.failed) continue;
      day.failed += 1;
      if (row.recovered_at !== null)
        day.recovery.push(
          Math.round(
            (Number(row.recovered_at) - Number(row.finished_at)) / 1000,
          ),
        );
    }
    for (const row of await this.#knex('delivered_change').whereIn(
      'entity_ref',
      refs,
    ))
      dayOf(row.entity_ref, row.deployed_at).lead.push(
        Number(row.lead_seconds),
      );
    for (const [ref, own] of days)
      items.get(ref)!.days = [...own.values()]
        .map(day => ({
          ...day,
          lead: day.lead.sort((a, b) => a - b),
          recovery: day.recovery.sort((a, b) => a - b),
        }))
        .sort((a, b) => a.day - b.day);
  }
}

function note(
  first: DeliveryMilestones,
  stage: keyof DeliveryMilestones,
  at: string,
) {
  first[stage] = earlier(first[stage], at);
}
