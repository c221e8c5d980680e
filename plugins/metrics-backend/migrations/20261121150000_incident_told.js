// When each thing that an incident names was told, so that a later event which names none does not take it away.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.alterTable('incident', table => {
    table.text('told');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.alterTable('incident', table => {
    table.dropColumn('told');
  });
};
