// What few rows are put in order by, without reading what is wide: a page of the list needs one row in a hundred of them.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  // An entity's reference never changes for an id. What is not here yet is looked up in the catalog.
  await knex.schema.createTable('insight_entity', table => {
    table.string('entity_id', 255).primary();
    table.string('entity_ref', 255).notNullable();
  });
  if (knex.client.config.client === 'pg')
    await knex.raw(
      `CREATE INDEX insight_component_values ON insight_component (entity_ref)
       INCLUDE (health_rank, lead_time_s, deploys_per_day, fail_rate, recovery_s, rework_rate)`,
    );
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  if (knex.client.config.client === 'pg')
    await knex.raw('DROP INDEX insight_component_values');
  await knex.schema.dropTable('insight_entity');
};
