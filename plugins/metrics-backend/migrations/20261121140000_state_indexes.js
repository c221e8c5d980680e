// What is there now, without reading all there ever was: the newest deployment of each environment, the newest run of each
// workflow on a branch.

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.alterTable('deployment', table => {
    table.index(
      ['project', 'environment', 'created_at'],
      'deployment_of_environment',
    );
  });
  await knex.schema.alterTable('run', table => {
    table.index(['project', 'branch', 'name', 'completed_at'], 'run_of_branch');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.alterTable('run', table => {
    table.dropIndex(
      ['project', 'branch', 'name', 'completed_at'],
      'run_of_branch',
    );
  });
  await knex.schema.alterTable('deployment', table => {
    table.dropIndex(
      ['project', 'environment', 'created_at'],
      'deployment_of_environment',
    );
  });
};
