/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('fairway_reservations', table => {
    table.comment('Names that a request to create a service has taken');
    table.string('id', 36).primary().comment('Changes when it is taken over');
    table.string('organisation').notNullable().comment('Lower case');
    table.string('name').notNullable().comment('Lower case');
    table.string('created_by').notNullable().comment('Entity reference');
    table.string('task_id').comment('Once the task exists');
    table.timestamp('created_at').defaultTo(knex.fn.now()).notNullable();
    table.unique(['organisation', 'name'], {
      indexName: 'fairway_reservations_name_unique',
    });
  });
  await knex.schema.createTable('fairway_idempotency', table => {
    table.comment('Which task answered which Idempotency-Key');
    table.string('created_by').notNullable().comment('Entity reference');
    table.string('key').notNullable();
    table.string('body_hash', 64).notNullable().comment('SHA-256 of the body');
    table.string('task_id').comment('Once the task exists');
    table.timestamp('created_at').defaultTo(knex.fn.now()).notNullable();
    table.primary(['created_by', 'key'], 'fairway_idempotency_pk');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fairway_idempotency');
  await knex.schema.dropTable('fairway_reservations');
};
