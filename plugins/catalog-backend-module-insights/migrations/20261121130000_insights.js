// What the list knows of an entity beside what the catalog says. All of it can be thrown away and pulled again. There is
// no foreign key to the catalog's tables: registering an entity again changes its id there, and not its reference.

const SORTED = [
  'health_rank',
  'lead_time_s',
  'deploys_per_day',
  'fail_rate',
  'recovery_s',
  'rework_rate',
];

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('insight_component', table => {
    table.string('entity_ref', 300).primary();
    table.string('health_status', 16);
    table
      .specificType('health_rank', 'smallint')
      .comment('1 unhealthy, 2 degraded, 3 healthy');
    table.bigInteger('health_since').comment('milliseconds since the epoch');
    table.text('health_text');
    table.boolean('health_stale');
    table.double('lead_time_s');
    table.double('deploys_per_day');
    table.double('fail_rate');
    table.double('recovery_s');
    table.double('rework_rate');
    table.integer('window_days');
    table.text('cells').comment('JSON: value, n, trend and points of each');
    table.bigInteger('computed_at').notNullable();
    table
      .bigInteger('absent_since')
      .comment('when it was first seen to be in the catalog no more');
  });
  // What has no value is not sought through them.
  for (const column of SORTED)
    await knex.raw(
      `CREATE INDEX insight_component_${column} ON insight_component (${column}, entity_ref) WHERE ${column} IS NOT NULL`,
    );
  await knex.schema.createTable('insight_state', table => {
    table.string('name', 64).primary();
    table.text('value').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.dropTable('insight_state');
  await knex.schema.dropTable('insight_component');
};
