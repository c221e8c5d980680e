// What figures lack and a source can be asked for.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('uncompared', table => {
    table.string('entity_ref', 300).notNullable();
    table.string('project', 300).notNullable();
    table.string('base', 100).notNullable();
    table.string('head', 100).notNullable();
    table.primary(['entity_ref', 'project', 'base', 'head']);
  });
  await knex.raw(
    'CREATE INDEX change_without_beginning ON change (project) WHERE merged_at IS NOT NULL AND first_committed_at IS NULL',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.raw('DROP INDEX change_without_beginning');
  await knex.schema.dropTable('uncompared');
};
