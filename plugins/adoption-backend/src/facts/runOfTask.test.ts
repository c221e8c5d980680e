import { type Task, type TaskEvent, runOfTask } from './runOfTask';

const at = (minute: number) =>
  `2026-01-05T10:${String(minute).padStart(2, '0')}:00.000Z`;
const moment = (minute: number) => Date.parse(at(minute));

const task = (status: string, rest: Partial<Task['spec']> = {}): Task => ({
  id: 'task-1',
  status,
  createdAt: at(0),
  lastHeartbeatAt: at(5),
  createdBy: 'user:default/dana',
  spec: {
    steps: [
      {
        id: 'publish',
        name: 'Publish the repository',
        action: 'publish:github',
      },
      { id: 'register', name: 'Register', action: 'catalog:register' },
      { id: 'ci', name: 'Wait for CI', action: 'trigger:ci' },
    ],
    parameters: {
      name: 'ledger',
      owner: 'group:default/payments',
      system: 'system:default/billing',
    },
    templateInfo: {
      entityRef: 'template:default/node-service',
      entity: {
        metadata: { annotations: { 'fairway/template-version': '1.2.0' } },
      },
    },
    ...rest,
  },
});

const step = (
  minute: number,
  stepId: string,
  status: string,
  message = '',
): TaskEvent => ({
  type: 'log',
  createdAt: at(minute),
  body: { stepId, status, message },
});
const end = (minute: number, body: TaskEvent['body']): TaskEvent => ({
  ...{ type: 'completion', createdAt: at(minute), body },
});

const published = [
  step(1, 'publish', 'processing'),
  step(2, 'publish', 'completed'),
];

it('keeps of a run what figures need, and nobody who started it', () => {
  const fact = runOfTask({
    task: task('completed'),
    events: [
      ...published,
      end(9, { output: { entityRef: 'component:default/ledger-api' } }),
    ],
    observedAt: 1,
  });
  expect(fact).toEqual({
    taskId: 'task-1',
    template: 'template:default/node-service',
    templateVersion: '1.2.0',
    team: 'group:default/payments',
    system: 'system:default/billing',
    name: 'ledger',
    entityRef: 'component:default/ledger-api',
    outcome: 'completed',
    publishes: true,
    startedAt: moment(0),
    repositoryAt: moment(2),
    endedAt: moment(9),
    failures: [],
    observedAt: 1,
    mark: `completed ${at(5)}`,
  });
});

const failed = step(
  4,
  'ci',
  'failed',
  'Error: Tests of acme/ledger failed for dana, run 12\n    at x (y.js:1:2)',
);

it('tells where a run failed, without names and people', () => {
  const { failures, outcome, endedAt, entityRef } = runOfTask({
    task: task('failed'),
    events: [
      ...published,
      failed,
      end(5, { error: { name: 'Error', message: 'Tests failed' } }),
    ],
    observedAt: 1,
  });
  expect({ outcome, endedAt, entityRef, failures }).toEqual({
    outcome: 'failed',
    endedAt: moment(5),
    entityRef: 'component:default/ledger',
    failures: [
      {
        at: moment(4),
        step: 'ci',
        stepName: 'Wait for CI',
        message: 'Tests of acme/ledger failed for …, run 12',
        compared: 'Tests of … failed for …, run …',
      },
    ],
  });
});

it('keeps where a run failed after a retry that ended well', () => {
  const { failures, outcome, retriedAt } = runOfTask({
    task: task('completed'),
    events: [
      ...published,
      failed,
      { type: 'recovered', createdAt: at(20), body: {} },
      step(21, 'ci', 'completed'),
      end(22, { output: {} }),
    ],
    observedAt: 1,
  });
  expect({ outcome, retriedAt, at: failures.map(one => one.at) }).toEqual({
    outcome: 'completed',
    retriedAt: moment(20),
    at: [moment(4)],
  });
});

it('takes being picked up again after a crash for no retry', () => {
  const fact = runOfTask({
    task: task('processing'),
    events: [...published, { type: 'recovered', createdAt: at(3), body: {} }],
    observedAt: 1,
  });
  expect(fact).not.toHaveProperty('retriedAt');
  expect(fact).not.toHaveProperty('endedAt');
  expect(fact.outcome).toBe('running');
});

it('tells a failure between steps', () => {
  const { failures } = runOfTask({
    task: task('failed'),
    events: [
      ...published,
      end(5, { error: { name: 'Error', message: 'The output is no text' } }),
    ],
    observedAt: 1,
  });
  expect(failures).toEqual([
    {
      ...{ at: moment(5), step: '', stepName: '' },
      message: 'The output is no text',
      compared: 'The output is no text',
    },
  ]);
});

it('tells a run that was stopped from one that failed', () => {
  const stopped = { type: 'cancelled', createdAt: at(4), body: {} };
  const events = [...published, stopped, end(5, {})];
  const outcome = (of: TaskEvent[], status = 'failed') =>
    runOfTask({ task: task(status), events: of, observedAt: 1 }).outcome;
  expect(outcome(events)).toBe('cancelled');
  expect(outcome([], 'cancelled')).toBe('cancelled');
  const retried = { type: 'recovered', createdAt: at(6), body: {} };
  expect(outcome([...events, retried, failed, end(8, {})])).toBe('failed');
});

it('takes the step that a stop ended for no failure', () => {
  const { failures, outcome } = runOfTask({
    task: task('cancelled'),
    events: [
      ...published,
      { type: 'cancelled', createdAt: at(3), body: {} },
      failed,
      end(5, {}),
    ],
    observedAt: 1,
  });
  expect({ failures, outcome }).toEqual({ failures: [], outcome: 'cancelled' });
});

it('stands what a form may hold', () => {
  const { team, system, name, template } = runOfTask({
    task: task('open', {
      parameters: { name: 7, owner: 'user:default/dana', system: 'a:b:c' },
      templateInfo: undefined,
      steps: undefined,
    }),
    events: [],
    observedAt: 1,
  });
  expect({ team, system, name, template }).toEqual({
    ...{ team: undefined, system: undefined, name: undefined },
    template: 'template:default/unknown',
  });
});
