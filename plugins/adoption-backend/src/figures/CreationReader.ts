import type { RunOutcome } from '@fairway/plugin-adoption-common';
import type { ReportingZone } from '@fairway/serving';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import type { Creation } from './Creation';

type Moment = number | string | null;

interface RunRow {
  task_id: string;
  template: string;
  template_version: string | null;
  team: string | null;
  system: string | null;
  name: string | null;
  entity_ref: string | null;
  outcome: RunOutcome;
  publishes: boolean | number;
  started_at: Moment;
  ended_at: Moment;
  repository_at: Moment;
  retried_at: Moment;
}

interface AttemptRow {
  attempt_id: string;
  template: string;
  opened_at: Moment;
  task_id: string | null;
}

/** A service that came to production for the first time, and what it came from. */
export interface FirstDeploy {
  entityRef: string;
  taskId: string;
  template: string;
  team?: string;
  system?: string;
  beganAt: number;
  at: number;
}

const given = <Name extends string, T>(name: Name, value: T | null) =>
  (value === null ? {} : { [name]: value }) as { [key in Name]?: T };
const moment = (value: Moment) => (value === null ? null : Number(value));

/**
 * Puts attempts together from the facts. A form and a run belong together where the form named the run's task; of several
 * that name the same one the first does. What came of the delivery belongs to the run that published the repository first.
 */
export class CreationReader {
  readonly #knex: Knex;
  readonly #zone: ReportingZone;

  private constructor(options: { knex: Knex; zone: ReportingZone }) {
    this.#knex = options.knex;
    this.#zone = options.zone;
  }

  static create(options: { knex: Knex; zone: ReportingZone }): CreationReader {
    return new CreationReader(options);
  }

  /** The attempts that began on a day, oldest first. */
  async onDay(day: number): Promise<Creation[]> {
    const [from, to] = [this.#zone.startOf(day), this.#zone.startOf(day + 1)];
    const opened: AttemptRow[] = await this.#knex('attempt')
      .where('opened_at', '>=', from)
      .where('opened_at', '<', to);
    const started: RunRow[] = await this.#knex('run')
      .where('started_at', '>=', from)
      .where('started_at', '<', to);
    const formOf = await this.#forms([
      ...started.map(run => run.task_id),
      ...opened.flatMap(attempt => attempt.task_id ?? []),
    ]);
    const runs = new Map(started.map(run => [run.task_id, run]));
    // Runs that began on another day than their form was opened belong to that one.
    for (const run of await this.#runs(
      opened.flatMap(({ task_id: id }) => (id && !runs.has(id) ? [id] : [])),
    ))
      runs.set(run.task_id, run);
    const isForm = (attempt: AttemptRow, run: RunRow | undefined) =>
      run !== undefined &&
      run.template === attempt.template &&
      formOf.get(`${run.task_id} ${run.template}`)?.attempt_id ===
        attempt.attempt_id;
    const pairs: { attempt?: AttemptRow; run?: RunRow }[] = opened.map(
      attempt => {
        const run = attempt.task_id ? runs.get(attempt.task_id) : undefined;
        return isForm(attempt, run) ? { attempt, run } : { attempt };
      },
    );
    pairs.push(
      ...started
        .filter(run => !formOf.has(`${run.task_id} ${run.template}`))
        .map(run => ({ run })),
    );
    return this.#assemble(pairs);
  }

  /** The services whose first deployment to production was on a day, and which a run made. */
  async deploysOn(day: number): Promise<FirstDeploy[]> {
    const [from, to] = [this.#zone.startOf(day), this.#zone.startOf(day + 1)];
    const milestones = await this.#knex('milestone')
      .where('production_at', '>=', from)
      .where('production_at', '<', to);
    const makers = await this.#makers(milestones.map(row => row.entity_ref));
    const forms = await this.#forms(
      [...makers.values()].map(run => run.task_id),
    );
    return milestones
      .flatMap((row): FirstDeploy[] => {
        const run = makers.get(row.entity_ref);
        const at = Number(row.production_at);
        if (!run || at < Number(run.started_at)) return [];
        const form = forms.get(`${run.task_id} ${run.template}`);
        return [
          {
            entityRef: row.entity_ref,
            taskId: run.task_id,
            template: run.template,
            ...given('team', run.team),
            ...given('system', run.system),
            beganAt: Math.min(
              Number(run.started_at),
              Number(form?.opened_at ?? run.started_at),
            ),
            at,
          },
        ];
      })
      .sort((a, b) => a.at - b.at || (a.entityRef < b.entityRef ? -1 : 1));
  }

  async #assemble(
    pairs: { attempt?: AttemptRow; run?: RunRow }[],
  ): Promise<Creation[]> {
    const runs = pairs.flatMap(({ run }) => run ?? []);
    const made = runs.flatMap(run =>
      run.repository_at !== null && run.entity_ref ? [run.entity_ref] : [],
    );
    const failures = await this.#failures(runs.map(run => run.task_id));
    const makers = await this.#makers(made);
    const milestones = new Map<string, any>();
    for (const part of chunks(made))
      for (const row of await this.#knex('milestone').whereIn(
        'entity_ref',
        part,
      ))
        milestones.set(row.entity_ref, row);
    const unpublished = new Set(
      (await this.#knex('template').where('publishes', false)).map(
        row => row.template,
      ),
    );
    const wells = await this.#endedWell(
      runs.filter(run => failures.has(run.task_id) && run.name !== null),
    );
    return pairs
      .map(({ attempt, run }) => {
        const isMaker =
          run?.entity_ref &&
          makers.get(run.entity_ref)?.task_id === run.task_id;
        const milestone = isMaker ? milestones.get(run.entity_ref!) : undefined;
        const later = (value: Moment | undefined) =>
          value !== null &&
          value !== undefined &&
          Number(value) >= Number(run!.started_at)
            ? Number(value)
            : null;
        const [openedAt, startedAt] = [
          moment(attempt?.opened_at ?? null),
          moment(run?.started_at ?? null),
        ];
        return {
          id: attempt?.attempt_id ?? run!.task_id,
          ...given('taskId', run?.task_id ?? null),
          template: (run ?? attempt)!.template,
          ...given('templateVersion', run?.template_version ?? null),
          ...given('team', run?.team ?? null),
          ...given('system', run?.system ?? null),
          ...given('name', run?.name ?? null),
          ...given('entityRef', run?.entity_ref ?? null),
          beganAt: openedAt ?? startedAt!,
          moments: {
            ...given('opened', openedAt),
            ...given('started', startedAt),
            ...given('repository', moment(run?.repository_at ?? null)),
            ...(milestone && {
              ...given('ci', later(milestone.ci_at)),
              ...given('staging', later(milestone.staging_at)),
              ...given('production', later(milestone.production_at)),
            }),
          },
          ...given('outcome', run?.outcome ?? null),
          ...given('endedAt', moment(run?.ended_at ?? null)),
          ...given('retriedAt', moment(run?.retried_at ?? null)),
          publishes: run
            ? Boolean(run.publishes)
            : !unpublished.has(attempt!.template),
          failures: (run && failures.get(run.task_id)) ?? [],
          finished: Boolean(
            run &&
            (run.outcome === 'completed' ||
              (wells.get(`${run.template} ${run.name}`) ?? -1) >
                Number(run.started_at)),
          ),
        };
      })
      .sort((a, b) => a.beganAt - b.beganAt || (a.id < b.id ? -1 : 1));
  }

  /** Of each task and template the form that it came from. */
  async #forms(taskIds: string[]): Promise<Map<string, AttemptRow>> {
    const forms = new Map<string, AttemptRow>();
    for (const part of chunks([...new Set(taskIds)]))
      for (const row of (await this.#knex('attempt')
        .whereIn('task_id', part)
        .orderBy(['opened_at', 'attempt_id'])) as AttemptRow[]) {
        const key = `${row.task_id} ${row.template}`;
        if (!forms.has(key)) forms.set(key, row);
      }
    return forms;
  }

  async #runs(taskIds: string[]): Promise<RunRow[]> {
    const runs: RunRow[] = [];
    for (const part of chunks([...new Set(taskIds)]))
      runs.push(...(await this.#knex('run').whereIn('task_id', part)));
    return runs;
  }

  /** Of each service the run that published its repository first. */
  async #makers(entityRefs: string[]): Promise<Map<string, RunRow>> {
    const makers = new Map<string, RunRow>();
    for (const part of chunks([...new Set(entityRefs)]))
      for (const run of (await this.#knex('run')
        .whereIn('entity_ref', part)
        .whereNotNull('repository_at')
        .orderBy(['started_at', 'task_id'])) as RunRow[])
        if (!makers.has(run.entity_ref!)) makers.set(run.entity_ref!, run);
    return makers;
  }

  async #failures(
    taskIds: string[],
  ): Promise<Map<string, Creation['failures']>> {
    const failures = new Map<string, Creation['failures']>();
    for (const part of chunks(taskIds))
      for (const row of await this.#knex('run_failure')
        .whereIn('task_id', part)
        .orderBy(['at', 'step'])) {
        const own = failures.get(row.task_id) ?? [];
        own.push({
          at: Number(row.at),
          step: row.step,
          failure: row.failure,
          message: row.message,
        });
        failures.set(row.task_id, own);
      }
    return failures;
  }

  /** When the last run for a service began that ended well, by template and name. */
  async #endedWell(runs: RunRow[]): Promise<Map<string, number>> {
    const wells = new Map<string, number>();
    for (const part of chunks(runs, 2))
      for (const row of await this.#knex('run')
        .whereIn(
          ['template', 'name'],
          part.map(run => [run.template, run.name!]),
        )
        .where('outcome', 'completed')
        .groupBy('template', 'name')
        .select('template', 'name')
        .max('started_at as at'))
        wells.set(`${row.template} ${row.name}`, Number(row.at));
    return wells;
  }
}
