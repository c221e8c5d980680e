// Since when a scope is known, beside its revision: answers for a hundred scopes need it of each.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.alterTable('rollup_revision', table => {
    table.integer('first_day').comment('null where the scope has no day');
  });
  await knex.raw(
    `UPDATE rollup_revision
     SET first_day = (SELECT min(day) FROM rollup_day WHERE rollup_day.scope = rollup_revision.scope)`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.alterTable('rollup_revision', table => {
    table.dropColumn('first_day');
  });
};
