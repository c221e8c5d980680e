import type { Knex } from 'knex';
import type { EntityFacts } from './EntityFigures';

const KEYS_AT_ONCE = 200;

/** PostgreSQL gives bigints as text. */
function withNumbers(row: Record<string, any>): any {
  for (const name of Object.keys(row))
    if (row[name] !== null && /_at$|^valid_/.test(name))
      row[name] = Number(row[name]);
  return row;
}

/** Reads all facts of several entities with a few queries. */
export async function readEntityFacts(
  knex: Knex,
  entityRefs: string[],
): Promise<Map<string, EntityFacts>> {
  const result = new Map<string, EntityFacts>(
    entityRefs.map(ref => [
      ref,
      {
        bindings: [],
        deployments: [],
        comparisons: [],
        changes: [],
        incidents: [],
      },
    ]),
  );
  const refsOf = new Map<string, Set<string>>();
  for (const row of await knex('binding')
    .whereIn('entity_ref', entityRefs)
    .orderBy('id')) {
    const { project, entity_ref: ref } = withNumbers(row);
    result.get(ref)!.bindings.push({
      project,
      environmentPattern: row.environment_pattern,
      path: row.path,
      validFrom: row.valid_from,
      ...(row.valid_to !== null && { validTo: row.valid_to }),
    });
    refsOf.set(project, (refsOf.get(project) ?? new Set()).add(ref));
  }
  const tables = {
    deployment: 'deployments',
    comparison: 'comparisons',
    change: 'changes',
    incident: 'incidents',
  } as const;
  const projects = [...refsOf.keys()];
  for (const [table, list] of Object.entries(tables)) {
    for (let start = 0; start < projects.length; start += KEYS_AT_ONCE)
      for (const row of await knex(table).whereIn(
        'project',
        projects.slice(start, start + KEYS_AT_ONCE),
      ))
        for (const ref of refsOf.get(row.project)!)
          result.get(ref)![list].push(withNumbers(row));
  }
  for (const row of await knex('incident').whereIn('entity_ref', entityRefs))
    if (!refsOf.get(row.project)?.has(row.entity_ref))
      result.get(row.entity_ref)!.incidents.push(withNumbers(row));
  return result;
}
