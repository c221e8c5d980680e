// What arrived at the ingest routes, kept before it is answered. Moments are milliseconds since the epoch, by the
// database's own clock, so that replicas with clocks of their own agree on leases.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('inbox_delivery', table => {
    table.bigIncrements('id');
    table.string('source', 64).notNullable();
    table.string('delivery_id', 200).notNullable();
    table.string('topic', 100).notNullable();
    table.bigInteger('received_at').notNullable();
    table
      .text('headers')
      .notNullable()
      .comment('JSON, without signatures and credentials');
    table.binary('body').notNullable().comment('the bytes as they came');
    table.string('state', 16).notNullable().comment('waiting, done or dead');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at').notNullable();
    table.bigInteger('leased_until');
    table.string('lease_owner', 64);
    table.text('last_error');
    table.bigInteger('processed_at');
    table.unique(['source', 'delivery_id']);
    table.index(['source', 'received_at']);
  });
  // The worker looks at what waits only; what is done would make that index as large as the table.
  await knex.raw(
    `CREATE INDEX inbox_delivery_waiting ON inbox_delivery (due_at, id) WHERE state = 'waiting'`,
  );
  await knex.raw(
    `CREATE INDEX inbox_delivery_ended ON inbox_delivery (state, processed_at) WHERE state <> 'waiting'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.dropTable('inbox_delivery');
};
