import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { startSandbox } from '@fairway/sandbox';
import { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { entities, template } from './__testUtils__/entities';
import { startScaffolder } from './__testUtils__/startScaffolder';
import { secondsAgo } from './database/secondsAgo';
import { TaskRecords } from './database/TaskRecords';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
  disableDocker: true,
});

/** Renders a file without reading a template from anywhere, and publishes it. */
const publishing = template('publishing', {
  parameters: [
    {
      required: ['name', 'owner'],
      properties: {
        name: { type: 'string' },
        owner: { type: 'string' },
        team: { type: 'string' },
      },
    },
  ],
  steps: [
    {
      id: 'render',
      action: 'catalog:write',
      input: {
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: '${{ parameters.name }}' },
          spec: {
            type: 'service',
            lifecycle: 'experimental',
            owner: '${{ parameters.owner }}',
          },
        },
      },
    },
    {
      id: 'publish',
      action: 'publish:github',
      input: {
        repoUrl: '${{ repositoryUrl(parameters.name) }}',
        collaborators: [{ team: '${{ parameters.team }}', access: 'push' }],
        expectedEntity: {
          name: '${{ parameters.name }}',
          owner: '${{ parameters.owner }}',
        },
      },
    },
  ],
});

/** Is under way until somebody stops it. */
const waiting = template('waiting', {
  parameters: [
    {
      required: ['name', 'owner'],
      properties: { name: { type: 'string' }, owner: { type: 'string' } },
    },
  ],
  steps: [{ id: 'wait', action: 'debug:wait', input: { minutes: 5 } }],
});

const templateRef = 'template:default/publishing';
const values = {
  name: 'ledger',
  owner: 'group:default/checkout',
  team: 'checkout',
};

describe.each(databases.eachSupportedId())('on %s', (id: TestDatabaseId) => {
  let stateDir: string;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let knex: Knex;

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'fairway-databases-'));
    sandbox = await startSandbox({
      stateDir,
      runner: false,
      deployTarget: false,
    });
    knex = await databases.init(id);
  });

  afterEach(async () => {
    await sandbox.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  function start(options: { running: boolean }) {
    return startScaffolder({
      host: sandbox.host,
      apiBaseUrl: sandbox.apiBaseUrl,
      token: sandbox.token,
      entities: [...entities, publishing, waiting],
      knex,
      scaffolder: options.running ? {} : { concurrentTasksLimit: 0 },
    });
  }

  it('gives a name to one of many requests, whatever gets lost', async () => {
    const scaffolder = await start({ running: false });
    try {
      const responses = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          scaffolder
            .post(index % 2 ? 'dana' : 'petra', '/v2/tasks')
            .send({ templateRef, values }),
        ),
      );
      const accepted = responses.filter(({ status }) => status === 201);
      expect(accepted).toHaveLength(1);
      expect(responses.filter(({ status }) => status === 409)).toHaveLength(11);
      expect(await scaffolder.taskCount()).toBe(1);

      // As if the process had died before it could note which task the name is for.
      await knex('fairway_reservations').update({ task_id: null });
      const again = await scaffolder
        .post('dana', '/v2/tasks')
        .send({ templateRef, values });
      expect([again.status, again.body.error.message]).toEqual([
        409,
        expect.stringContaining(`taken by request ${accepted[0].body.id}`),
      ]);

      // The task is over without a repository: the name is free, and not the old request's any more.
      await knex('fairway_reservations').update({
        created_at: secondsAgo(knex, 120),
      });
      const [{ created_by: first }] = await knex('tasks').select('created_by');
      await knex('tasks').update({ status: 'failed' });
      const later = await scaffolder
        .post('petra', '/v2/tasks')
        .send({ templateRef, values });
      expect(later.status).toBe(201);
      const retry = await scaffolder
        .post(first.split('/')[1], `/v2/tasks/${accepted[0].body.id}/retry`)
        .send({});
      expect([retry.status, retry.body.error.message]).toEqual([
        409,
        `name: taken by request ${later.body.id} of user:default/petra`,
      ]);
    } finally {
      await scaffolder.stop();
    }
  });

  it('finishes on a retry what it has begun', async () => {
    const scaffolder = await start({ running: true });
    const outcome = async (taskId: string): Promise<string> => {
      for (;;) {
        const { body } = await scaffolder.get('dana', `/v2/tasks/${taskId}`);
        if (['completed', 'failed'].includes(body.status)) {
          return body.status;
        }
        await wait(50);
      }
    };
    try {
      // Nobody has this team yet, so the step fails after the repository is there.
      const { body } = await scaffolder
        .post('dana', '/v2/tasks')
        .send({ templateRef, values: { ...values, team: 'books' } });
      expect(await outcome(body.id)).toBe('failed');
      const taken = await scaffolder
        .post('dana', '/v2/tasks')
        .send({ templateRef, values });
      expect([taken.status, taken.body.error.message]).toEqual([
        409,
        `name: Repository acme/ledger already exists: ${sandbox.url}/acme/ledger`,
      ]);

      await knex('tasks').update({
        spec: knex.raw(`replace(spec, '"team":"books"', '"team":"checkout"')`),
      });
      const tasks = TaskRecords.create(knex);
      expect(await tasks.attempt(body.id)).toBe(0);
      const retry = await scaffolder
        .post('dana', `/v2/tasks/${body.id}/retry`)
        .send({});
      expect(retry.status).toBe(201);
      // By this a worker knows whether it is still its turn.
      expect(await tasks.attempt(body.id)).toBe(1);
      expect(await outcome(body.id)).toBe('completed');
      expect(sandbox.counts()['POST /orgs/{org}/repos']).toBe(1);
      // The scaffolder looks once more whether the task was cancelled, a second later, and fails without a database.
      await wait(1500);
    } finally {
      await scaffolder.stop();
    }
  });

  it('lists what was stopped as such, and what has failed as failed', async () => {
    const scaffolder = await start({ running: true });
    const list = async (filter = '') => {
      const { body } = await scaffolder.get('dana', `/v2/tasks${filter}`);
      return Object.fromEntries(
        body.tasks.map(({ id: taskId, status }: any) => [taskId, status]),
      );
    };
    const until = async (taskId: string, status: string) => {
      while ((await list())[taskId] !== status) await wait(50);
    };
    try {
      const failing = await scaffolder
        .post('dana', '/v2/tasks')
        .send({ templateRef, values: { ...values, team: 'books' } });
      await until(failing.body.id, 'failed');
      const stopped = await scaffolder.post('dana', '/v2/tasks').send({
        templateRef: 'template:default/waiting',
        values: { name: 'lookout', owner: 'group:default/checkout' },
      });
      await until(stopped.body.id, 'processing');
      await scaffolder.post('dana', `/v2/tasks/${stopped.body.id}/cancel`);
      await until(stopped.body.id, 'cancelled');
      expect(await list()).toEqual({
        [failing.body.id]: 'failed',
        [stopped.body.id]: 'cancelled',
      });
      expect(await list('?status=failed')).toEqual({
        [failing.body.id]: 'failed',
      });
      expect(await list('?status=cancelled')).toEqual({
        [stopped.body.id]: 'cancelled',
      });
      const retry = await scaffolder
        .post('dana', `/v2/tasks/${stopped.body.id}/retry`)
        .send({});
      expect(retry.status).toBe(201);
      await until(stopped.body.id, 'processing');
      await scaffolder.post('dana', `/v2/tasks/${stopped.body.id}/cancel`);
      await until(stopped.body.id, 'cancelled');
      await wait(1500);
    } finally {
      await scaffolder.stop();
    }
  });
});
