// What happened, as it was told. No person is in any of it. Moments are milliseconds since the epoch.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('attempt', table => {
    table.string('attempt_id', 64).primary();
    table.string('template', 300).notNullable();
    table.bigInteger('opened_at').notNullable();
    table.string('task_id', 64);
    table.index(['opened_at']);
    table.index(['task_id']);
  });
  await knex.schema.createTable('run', table => {
    table.string('task_id', 64).primary();
    table.string('template', 300).notNullable();
    table.string('template_version', 100);
    table.string('team', 300);
    table.string('system', 300);
    table.string('name', 300);
    table.string('entity_ref', 300);
    table.string('outcome', 16).notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at');
    table.bigInteger('repository_at');
    table.bigInteger('retried_at');
    table.bigInteger('observed_at').notNullable().comment('the newest stands');
    table
      .string('mark', 100)
      .notNullable()
      .comment('what the list said of it: differs when there is news');
    table.index(['started_at']);
    table.index(['entity_ref']);
    table.index(['template', 'name']);
    table.index(['outcome']);
  });
  await knex.schema.createTable('failure_group', table => {
    table.string('id', 40).primary();
    table.string('step', 100).notNullable();
    table.string('step_name', 200).notNullable();
    table.text('message').notNullable();
  });
  await knex.schema.createTable('run_failure', table => {
    table.string('task_id', 64).notNullable();
    table.bigInteger('at').notNullable();
    table.string('step', 100).notNullable().comment('empty between steps');
    table.string('failure', 40).notNullable();
    table.text('message').notNullable();
    table.primary(['task_id', 'at', 'step']);
    table.index(['at']);
  });
  await knex.schema.createTable('milestone', table => {
    table.string('entity_ref', 300).primary();
    table.bigInteger('ci_at');
    table.bigInteger('staging_at');
    table.bigInteger('production_at');
    table.index(['production_at']);
  });
  await knex.schema.createTable('delivery_day', table => {
    table.string('entity_ref', 300).notNullable();
    table
      .integer('day')
      .notNullable()
      .comment('days since 1970-01-01 in the reporting zone');
    table.integer('deployments').notNullable();
    table.integer('failed').notNullable();
    table.integer('rework').notNullable();
    table.binary('lead').notNullable().comment('seconds, 4 bytes each');
    table.binary('recovery').notNullable().comment('seconds, 4 bytes each');
    table.primary(['entity_ref', 'day']);
  });
  await knex.schema.createTable('service', table => {
    table.string('entity_ref', 300).primary();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('ended_at');
    table.boolean('began_on_path').notNullable();
    table.integer('missed_scans').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('service_span', table => {
    table.bigIncrements('id');
    table.string('entity_ref', 300).notNullable();
    table.string('team', 300);
    table.string('system', 300);
    table.string('template', 300);
    table.string('version', 100);
    table
      .bigInteger('valid_from')
      .notNullable()
      .comment('0 where it was so from the first sight on');
    table.bigInteger('valid_to');
    table.index(['entity_ref']);
  });
  await knex.schema.createTable('template', table => {
    table.string('template', 300).primary();
    table.string('version', 100);
  });
  await knex.schema.createTable('source', table => {
    table.string('source', 64).primary();
    table.bigInteger('complete_to').notNullable();
    table.bigInteger('failing_since');
    table.text('reason');
    table.text('position').comment('where the next round goes on');
  });
  await knex.schema.createTable('delivery_due', table => {
    table.string('entity_ref', 300).primary();
    table.bigInteger('since').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  for (const name of [
    'delivery_due',
    'source',
    'template',
    'service_span',
    'service',
    'delivery_day',
    'milestone',
    'run_failure',
    'failure_group',
    'run',
    'attempt',
  ])
    await knex.schema.dropTable(name);
};
