// What is made of the facts, a row for each day. All of it can be thrown away and made again from the facts alone.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('term', table => {
    table.string('kind', 16).notNullable();
    table.integer('id').notNullable();
    table.string('value', 300).notNullable();
    table.primary(['kind', 'id']);
    table.unique(['kind', 'value']);
  });
  await knex.schema.createTable('creation_day', table => {
    table.integer('day').primary();
    table.binary('creations').notNullable().comment('see CreationDay.ts');
    table.binary('deploys').notNullable().comment('see DeployDay.ts');
  });
  await knex.schema.createTable('fleet_day', table => {
    table.integer('day').primary();
    table.binary('parties').notNullable().comment('see FleetDay.ts');
    table.binary('figures').notNullable();
  });
  await knex.schema.createTable('dirty_day', table => {
    table.integer('day').primary();
    table.bigInteger('since').notNullable();
  });
  await knex.schema.createTable('dirty_fleet', table => {
    table.integer('id').primary();
    table.integer('from_day').notNullable();
    table.bigInteger('since').notNullable();
    table.bigInteger('revision').notNullable();
  });
  await knex.schema.createTable('figures_state', table => {
    table.string('name', 64).primary();
    table.text('value').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  for (const name of [
    'figures_state',
    'dirty_fleet',
    'dirty_day',
    'fleet_day',
    'creation_day',
    'term',
  ])
    await knex.schema.dropTable(name);
};
