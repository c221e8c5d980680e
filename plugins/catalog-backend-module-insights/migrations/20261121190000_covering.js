// What few rows are put in order by is read out of one index, by id. The index of texts on the catalog's own table of
// fields is made where that table is there already, and where the database can: see TextIndex.

const FIGURES = [
  'lead_time_s',
  'deploys_per_day',
  'fail_rate',
  'recovery_s',
  'rework_rate',
];
const SORTED = ['health_rank', ...FIGURES];

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.alterTable('insight_entity', table => {
    table.specificType('health_rank', 'smallint');
    for (const figure of FIGURES) table.double(figure);
    table.index('entity_ref', 'insight_entity_ref');
  });
  // It is filled anew, which is due at once.
  await knex('insight_entity').delete();
  await knex('insight_state').where({ name: 'comparedAt:catalog' }).delete();
  if (!isPostgres(knex)) return;
  await knex.raw('DROP INDEX insight_component_values');
  await knex.raw(
    `ALTER TABLE insight_entity DROP CONSTRAINT insight_entity_pkey,
     ADD PRIMARY KEY (entity_id) INCLUDE (entity_ref, ${SORTED.join(', ')})`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  if (isPostgres(knex)) {
    await knex.raw('DROP INDEX IF EXISTS insight_search_text');
    await knex.raw(
      'ALTER TABLE insight_entity DROP CONSTRAINT insight_entity_pkey, ADD PRIMARY KEY (entity_id)',
    );
    await knex.raw(
      `CREATE INDEX insight_component_values ON insight_component (entity_ref) INCLUDE (${SORTED.join(', ')})`,
    );
  }
  await knex.schema.alterTable('insight_entity', table => {
    table.dropIndex('entity_ref', 'insight_entity_ref');
    table.dropColumns(...SORTED);
  });
};
