// Facts as the sources told them, merged by their natural keys (see @fairway/plugin-metrics-node), and which entity each
// project stood for, when. Moments are milliseconds since the epoch.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('deployment', table => {
    table.string('project', 300).notNullable();
    table.string('deployment_id', 100).notNullable();
    // Absent while only a status of it has come.
    table.string('environment', 200);
    table.string('revision', 100);
    table.string('version', 200);
    table.bigInteger('created_at');
    table.bigInteger('updated_at').notNullable();
    table.text('path');
    table.string('run_id', 100);
    table.string('intent', 16);
    table.text('incidents').notNullable().defaultTo('[]');
    table.text('url');
    table.bigInteger('first_success_at');
    table.bigInteger('first_failure_at');
    table.string('state', 16);
    table.bigInteger('state_at');
    table.text('environment_url');
    table.text('log_url');
    table.primary(['project', 'deployment_id']);
  });
  await knex.schema.createTable('comparison', table => {
    table.string('project', 300).notNullable();
    table.string('base', 100).notNullable();
    table.string('head', 100).notNullable();
    table.string('relation', 16).notNullable();
    table
      .text('commits')
      .notNullable()
      .comment('JSON: [revision, committed at, title], oldest first');
    table.boolean('truncated').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.primary(['project', 'base', 'head']);
  });
  await knex.schema.createTable('change', table => {
    table.string('project', 300).notNullable();
    table.string('change_id', 100).notNullable();
    table.text('title').notNullable();
    table.text('url');
    table.string('state', 16).notNullable();
    table.string('merge_revision', 100);
    table.bigInteger('merged_at');
    table.bigInteger('first_committed_at');
    table.text('revisions').notNullable().comment('JSON: sorted commit ids');
    table.text('labels').notNullable().comment('JSON');
    table.bigInteger('updated_at').notNullable();
    table.primary(['project', 'change_id']);
  });
  await knex.schema.createTable('run', table => {
    table.string('project', 300).notNullable();
    table.string('run_id', 100).notNullable();
    table.integer('attempt').notNullable();
    table.text('name').notNullable();
    table.string('revision', 100).notNullable();
    table.string('branch', 300);
    table.string('trigger', 100).notNullable();
    table.string('status', 16).notNullable();
    table.string('conclusion', 16);
    table.bigInteger('started_at');
    table.bigInteger('completed_at');
    table.text('url');
    table.bigInteger('updated_at').notNullable();
    table.primary(['project', 'run_id', 'attempt']);
  });
  await knex.schema.createTable('incident', table => {
    table.string('source', 64).notNullable();
    table.string('incident_id', 300).notNullable();
    table.text('title').notNullable();
    table.bigInteger('opened_at').notNullable();
    table.bigInteger('resolved_at');
    table.text('url');
    table.string('project', 300);
    table.string('entity_ref', 300);
    table.string('environment', 200);
    table.string('deployment_id', 100);
    table.string('revision', 100);
    table.string('version', 200);
    table.boolean('withdrawn').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.primary(['source', 'incident_id']);
    table.index(['project']);
    table.index(['entity_ref']);
  });
  await knex.schema.createTable('binding', table => {
    table.bigIncrements('id');
    table.string('project', 300).notNullable();
    table.string('entity_ref', 300).notNullable();
    table.string('environment_pattern', 300).notNullable().defaultTo('');
    table.text('path').notNullable().defaultTo('');
    table
      .bigInteger('valid_from')
      .notNullable()
      .comment('0 where it was so from the first scan on');
    table.bigInteger('valid_to');
    table.integer('missed_scans').notNullable().defaultTo(0);
    table.index(['project']);
    table.index(['entity_ref']);
  });
  await knex.schema.createTable('ownership', table => {
    table.bigIncrements('id');
    table.string('entity_ref', 300).notNullable();
    table.string('owner_ref', 300);
    table.string('system_ref', 300);
    table.string('domain_ref', 300);
    table.bigInteger('valid_from').notNullable();
    table.bigInteger('valid_to');
    table.integer('missed_scans').notNullable().defaultTo(0);
    table.index(['entity_ref']);
    table.index(['owner_ref']);
  });
  await knex.schema.createTable('project', table => {
    table.string('project', 300).primary();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
  });
  await knex.schema.createTable('source_gap', table => {
    table.string('source', 64).primary();
    table.bigInteger('since').notNullable();
    table.text('reason').notNullable();
  });
  await knex.schema.createTable('project_reconciled', table => {
    table.string('source', 64).notNullable();
    table.string('project', 300).notNullable();
    table.bigInteger('complete_to').notNullable();
    table.primary(['source', 'project']);
  });
  await knex.schema.createTable('dirty_entity', table => {
    table.string('entity_ref', 300).primary();
    table.bigInteger('since').notNullable();
    table
      .specificType('background', 'smallint')
      .notNullable()
      .comment('1 where a rebuild marked it: what is new goes first');
    table
      .bigInteger('regroup_from')
      .comment('from when on its days belong to other scopes');
    table.index(['background', 'since']);
  });
  await knex.schema.createTable('dirty_day', table => {
    table.integer('day').primary();
    table.bigInteger('since').notNullable();
    table.specificType('background', 'smallint').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  for (const name of [
    'dirty_day',
    'dirty_entity',
    'project_reconciled',
    'source_gap',
    'project',
    'ownership',
    'binding',
    'incident',
    'run',
    'change',
    'comparison',
    'deployment',
  ])
    await knex.schema.dropTable(name);
};
