import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';
import { toCreation, unsettled, withEvents, type Creation } from './creations';

const steps = ['Render', 'Publish', 'Wait for CI'].map((name, index) => ({
  id: `step-${index + 1}`,
  name,
  action: 'x',
}));

function aRun(fields: Partial<ScaffolderTask>): ScaffolderTask {
  return {
    id: 'run-1',
    spec: { parameters: { name: 'refunds' }, steps } as any,
    status: 'failed',
    createdAt: '2026-11-20T14:00:00Z',
    lastHeartbeatAt: '2026-11-20T14:03:41Z',
    ...fields,
  };
}

function anEvent(body: object, type: LogEvent['type'] = 'log'): LogEvent {
  return {
    id: 1,
    taskId: 'run-1',
    type,
    createdAt: '2026-11-20T14:01:00Z',
    body: { message: '', ...body },
  };
}

describe('a creation', () => {
  it('is told as the list of runs knows it', () => {
    expect(toCreation(aRun({}))).toEqual({
      id: 'run-1',
      name: 'refunds',
      state: 'failed',
      startedAt: '2026-11-20T14:00:00Z',
      endedAt: '2026-11-20T14:03:41Z',
      steps: 3,
    });
    expect(toCreation(aRun({ status: 'processing' })).endedAt).toBeUndefined();
    const nameless = aRun({ spec: { parameters: {}, steps } as any });
    expect(toCreation(nameless).name).toBe('A run');
  });

  it('says where it stopped and why, from its events', () => {
    const run = aRun({});
    const events = [
      anEvent({ stepId: 'step-2', status: 'processing' }),
      anEvent({ stepId: 'step-3', status: 'processing' }),
      anEvent({ stepId: 'step-3', status: 'failed' }),
      anEvent({ error: { message: '1 of 14 tests failed' } }, 'completion'),
    ];
    expect(withEvents(toCreation(run), { run, events })).toMatchObject({
      step: { number: 3, name: 'Wait for CI' },
      error: '1 of 14 tests failed',
    });
    expect(withEvents(toCreation(run), { run, events: [] }).step).toBe(
      undefined,
    );
  });
});

describe('unsettled', () => {
  const creation = (fields: Partial<Creation>): Creation => ({
    id: fields.startedAt ?? '1',
    name: 'refunds',
    state: 'failed',
    startedAt: '2026-11-20T14:00:00Z',
    steps: 3,
    ...fields,
  });

  it('keeps a failure until the same was tried again', () => {
    const failed = creation({});
    const again = creation({
      startedAt: '2026-11-20T15:00:00Z',
      state: 'done',
    });
    const other = creation({ id: '3', name: 'preview' });
    expect(unsettled([failed, other])).toEqual([failed, other]);
    expect(unsettled([again, failed, other])).toEqual([other]);
  });
});
