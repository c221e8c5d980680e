// What the figures are read from where nothing narrows them down: sums of days, of weeks and of four weeks. What came of a
// service's delivery is one row for each service. All figures are made again from the facts after this.

const isPostgres = knex => knex.client.config.client === 'pg';

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('creation_sum', table => {
    table.integer('span').notNullable().comment('days: see spans.ts');
    table.integer('first_day').notNullable();
    table.binary('creations').notNullable().comment('see CreationTotals.ts');
    table.binary('deploys').notNullable().comment('seconds, see Sketch.ts');
    table.primary(['span', 'first_day']);
  });
  await knex.schema.dropTable('fleet_day');
  await knex.schema.createTable('fleet_day', table => {
    table.integer('day').primary();
    table.binary('parties').notNullable().comment('see FleetDay.ts');
    table.binary('totals').notNullable().comment('see FleetTotals.ts');
    table.binary('spreads').notNullable().comment('see Spreads.ts');
  });
  await knex.schema.createTable('delivery_history', table => {
    table.string('entity_ref', 300).primary();
    table.binary('days').notNullable().comment('see deliveryHistory.ts');
  });
  await knex.schema.dropTable('delivery_day');
  // They were kept day by day: the metrics plugin is asked for all of them again.
  await knex('source').where('source', 'metrics').update({ position: null });
  await knex('figures_state').delete();
  if (isPostgres(knex))
    for (const [table, column] of [
      ['creation_sum', 'creations'],
      ['creation_sum', 'deploys'],
      ['fleet_day', 'totals'],
      ['fleet_day', 'spreads'],
    ])
      // They hardly get smaller by being compressed, and are read the sooner.
      await knex.raw('ALTER TABLE ?? ALTER COLUMN ?? SET STORAGE EXTERNAL', [
        table,
        column,
      ]);
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.createTable('delivery_day', table => {
    table.string('entity_ref', 300).notNullable();
    table.integer('day').notNullable();
    table.integer('deployments').notNullable();
    table.integer('failed').notNullable();
    table.integer('rework').notNullable();
    table.binary('lead').notNullable();
    table.binary('recovery').notNullable();
    table.primary(['entity_ref', 'day']);
  });
  await knex.schema.dropTable('delivery_history');
  await knex.schema.dropTable('fleet_day');
  await knex.schema.createTable('fleet_day', table => {
    table.integer('day').primary();
    table.binary('parties').notNullable();
    table.binary('figures').notNullable();
  });
  await knex.schema.dropTable('creation_sum');
  await knex('source').where('source', 'metrics').update({ position: null });
  await knex('figures_state').delete();
};
