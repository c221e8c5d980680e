// What each source says of each entity, what comes of it, and how that changed. Moments are milliseconds since the epoch.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('health_entity', table => {
    table.string('entity_ref', 300).primary();
    table.text('entity').notNullable().comment('JSON: what sources go by');
    table.text('owners').notNullable().comment('JSON: entity refs');
    table
      .boolean('matters')
      .notNullable()
      .comment('whether it can make its owner and system unhealthy');
    table.integer('missed_scans').notNullable().defaultTo(0);
    table.string('status', 16).notNullable();
    table.bigInteger('since').notNullable();
    table.text('text').comment('of the worst reason');
    table.boolean('stale').notNullable().defaultTo(false);
    table
      .bigInteger('revision')
      .notNullable()
      .defaultTo(0)
      .comment('0 before the first check');
    table.string('told', 16).comment('unhealthy while the owners think so');
    table.string('to_tell', 16).comment('unhealthy or recovered');
    table.index(['revision']);
  });
  await knex.raw(
    'CREATE INDEX health_entity_to_tell ON health_entity (entity_ref) WHERE to_tell IS NOT NULL',
  );
  await knex.schema.createTable('health_member', table => {
    table
      .string('scope_ref', 300)
      .notNullable()
      .comment('an owner, a system or a domain');
    table.string('entity_ref', 300).notNullable();
    table.primary(['scope_ref', 'entity_ref']);
    table.index(['entity_ref']);
  });
  await knex.schema.createTable('health_part', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('source', 64).notNullable();
    table
      .text('state')
      .notNullable()
      .comment('JSON: findings, and what is away');
    table.bigInteger('checked_at').comment('when the source answered last');
    table.primary(['entity_ref', 'source']);
    table.index(['source']);
  });
  await knex.schema.createTable('health_change', table => {
    table.bigIncrements('id');
    table.string('entity_ref', 300).notNullable();
    table.bigInteger('at').notNullable();
    table.string('from_status', 16).notNullable();
    table.string('to_status', 16).notNullable();
    table.text('reasons').notNullable().comment('JSON');
    table.index(['entity_ref', 'id']);
    table.index(['at']);
  });
  await knex.schema.createTable('health_revision', table => {
    table.integer('id').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('health_revision').insert({ id: 1, value: 0 });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  for (const name of [
    'health_revision',
    'health_change',
    'health_part',
    'health_member',
    'health_entity',
  ])
    await knex.schema.dropTable(name);
};
