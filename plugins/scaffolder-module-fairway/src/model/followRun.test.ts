import { ResponseError } from '@backstage/errors';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type { Run } from '../api';
import { followRun } from './followRun';

interface Listener {
  after?: number;
  next(event: LogEvent): void;
  error(error: Error): void;
  unsubscribed: boolean;
}

function setUp(options: { getTask?: jest.Mock } = {}) {
  const listeners: Listener[] = [];
  const streamLogs = jest.fn(({ after }: { after?: number }) => ({
    subscribe(observer: Pick<Listener, 'next' | 'error'>) {
      const listener: Listener = { after, ...observer, unsubscribed: false };
      listeners.push(listener);
      return {
        unsubscribe() {
          listener.unsubscribed = true;
        },
      };
    },
  }));
  const getTask =
    options.getTask ??
    jest.fn(async () => ({ id: 'run-1', status: 'processing' }) as Run);
  const said = {
    onRun: jest.fn(),
    onEvents: jest.fn(),
    onError: jest.fn(),
    onConnection: jest.fn(),
  };
  const stop = followRun({
    taskId: 'run-1',
    scaffolderApi: { getTask, streamLogs: streamLogs as any },
    ...said,
  });
  return { ...said, getTask, streamLogs, listeners, stop };
}

function event(id: number, type: LogEvent['type'] = 'log'): LogEvent {
  return { id, type, taskId: 'run-1', createdAt: '', body: { message: '' } };
}

function hide(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: hidden,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

async function answerOf(status: number) {
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'no',
    headers: new Map(),
    text: async () => '',
  } as any);
}

const settled = () => jest.advanceTimersByTimeAsync(0);

describe('followRun', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    hide(false);
    jest.useRealTimers();
  });

  it('hands events on in bursts and closes at the end', async () => {
    const { listeners, onEvents, onConnection, stop } = setUp();
    await settled();
    listeners[0].next(event(1));
    listeners[0].next(event(2));
    expect(onEvents).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(200);
    expect(onEvents).toHaveBeenCalledWith([event(1), event(2)]);

    listeners[0].next(event(3, 'completion'));
    expect(onEvents).toHaveBeenLastCalledWith([event(3, 'completion')]);
    expect(onConnection).toHaveBeenLastCalledWith('closed');
    expect(listeners[0].unsubscribed).toBe(true);
    stop();
  });

  it('says that the connection is lost and goes on from where it was', async () => {
    const { listeners, onConnection, onError, stop } = setUp();
    await settled();
    listeners[0].next(event(7));
    listeners[0].error(new Error('cut'));
    expect(onConnection).toHaveBeenLastCalledWith('lost');
    expect(listeners[0].unsubscribed).toBe(true);

    await jest.advanceTimersByTimeAsync(1_000);
    expect(listeners[1].after).toBe(7);
    listeners[1].next(event(8));
    expect(onConnection).toHaveBeenLastCalledWith('live');
    expect(onError).not.toHaveBeenCalled();
    stop();
  });

  it('counts a quiet stream as connected', async () => {
    const { listeners, onConnection, stop } = setUp();
    await settled();
    listeners[0].error(new Error('cut'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(onConnection).toHaveBeenLastCalledWith('live');
    stop();
  });

  it('waits longer and longer, but never gives up', async () => {
    const getTask = jest.fn(async () => {
      throw await answerOf(503);
    });
    const { onError, stop } = setUp({ getTask });
    await jest.advanceTimersByTimeAsync(60_000);
    const inFirstMinute = getTask.mock.calls.length;
    expect(inFirstMinute).toBeGreaterThan(5);
    expect(inFirstMinute).toBeLessThan(15);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(getTask.mock.calls.length).toBeGreaterThan(inFirstMinute + 50);
    expect(onError).not.toHaveBeenCalled();
    stop();
  });

  it.each([403, 404])('ends with an error for %i', async status => {
    const getTask = jest.fn(async () => {
      throw await answerOf(status);
    });
    const { onError, stop } = setUp({ getTask });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(getTask).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ statusCode: status }),
    );
    stop();
  });

  it('holds no stream while hidden and takes it up again', async () => {
    const { listeners, getTask, stop } = setUp();
    await settled();
    listeners[0].next(event(3));
    hide(true);
    await settled();
    expect(listeners[0].unsubscribed).toBe(true);
    const before = getTask.mock.calls.length;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(getTask.mock.calls.length).toBe(before + 3);
    expect(listeners).toHaveLength(1);

    hide(false);
    await settled();
    expect(listeners[1].after).toBe(3);
    stop();
  });

  it('leaves nothing behind', async () => {
    const { listeners, getTask, stop } = setUp();
    await settled();
    stop();
    expect(listeners[0].unsubscribed).toBe(true);
    hide(true);
    hide(false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(getTask).toHaveBeenCalledTimes(1);
  });
});
