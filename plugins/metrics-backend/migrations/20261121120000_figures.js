// What the rules make of the facts. All of it can be thrown away and made again from the facts alone.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('judgement', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('project', 300).notNullable();
    table.string('deployment_id', 100).notNullable();
    table.string('environment', 200).notNullable();
    table.bigInteger('finished_at').notNullable();
    table.string('kind', 16).notNullable();
    table.boolean('counted').notNullable();
    table.boolean('failed').notNullable();
    table.bigInteger('recovered_at');
    table.text('evidence').notNullable().comment('JSON');
    table.primary(['entity_ref', 'project', 'deployment_id']);
    table.index(['entity_ref', 'finished_at']);
    table.index(['finished_at']);
  });
  await knex.schema.createTable('delivered_change', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('change_key', 120).notNullable();
    table.string('project', 300).notNullable();
    table.string('deployment_id', 100).notNullable();
    table.bigInteger('deployed_at').notNullable();
    table.bigInteger('lead_seconds').notNullable();
    table.text('title').notNullable();
    table.primary(['entity_ref', 'project', 'change_key']);
    table.index(['entity_ref', 'deployed_at']);
    table.index(['deployed_at']);
  });
  await knex.schema.createTable('attribution', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('source', 64).notNullable();
    table.string('incident_id', 300).notNullable();
    table.bigInteger('opened_at').notNullable();
    table.string('deployment_id', 100);
    table.string('method', 16);
    table.primary(['entity_ref', 'source', 'incident_id']);
    table.index(['entity_ref', 'opened_at']);
  });
  await knex.schema.createTable('rollup_day', table => {
    table.string('scope', 300).notNullable();
    table
      .integer('day')
      .notNullable()
      .comment('days since 1970-01-01 in the reporting zone');
    table
      .specificType('level', 'smallint')
      .notNullable()
      .comment('0 entity, 1 owner, 2 system, 3 domain, 4 organisation');
    table.integer('deployments').notNullable();
    table.integer('redeploys').notNullable();
    table.integer('failed').notNullable();
    table.integer('rework').notNullable();
    table.integer('failed_rollouts').notNullable();
    table.integer('unattributed').notNullable();
    table.integer('open').notNullable();
    table.binary('lead').notNullable();
    table.binary('recovery').notNullable();
    table.primary(['scope', 'day']);
  });
  await knex.raw(
    'CREATE INDEX rollup_day_of_entities ON rollup_day (day) WHERE level = 0',
  );
  await knex.schema.createTable('rollup_revision', table => {
    table.string('scope', 300).primary();
    table.specificType('level', 'smallint').notNullable();
    table.bigInteger('revision').notNullable();
    table.index(['revision', 'scope']);
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
    'rollup_revision',
    'rollup_day',
    'attribution',
    'delivered_change',
    'judgement',
  ])
    await knex.schema.dropTable(name);
};
