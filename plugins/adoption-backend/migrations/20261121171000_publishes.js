// Which templates publish a repository: of the others no service can come.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  for (const name of ['run', 'template'])
    await knex.schema.alterTable(name, table => {
      table.boolean('publishes').notNullable().defaultTo(true);
    });
  // All tasks are compared again, so that what is kept of them says it.
  await knex('run').update({ mark: '' });
  await knex('source').where('source', 'scaffolder').update({ position: null });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  for (const name of ['run', 'template'])
    await knex.schema.alterTable(name, table => {
      table.dropColumn('publishes');
    });
};
