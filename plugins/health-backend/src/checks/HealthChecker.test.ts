import { mockServices } from '@backstage/backend-test-utils';
import type { HealthSubject } from '@fairway/plugin-health-node';
import { FakeProvider } from '../__testUtils__/FakeProvider';
import type {
  CheckResult,
  DatabaseCheckStore,
} from '../database/DatabaseCheckStore';
import { HealthChecker } from './HealthChecker';

/** So many entities, and what was written down of them. */
function start(count: number, batchesAtOnce = 2) {
  const subjects = Array.from({ length: count }, (_, n): HealthSubject => {
    const name = `s${String(n).padStart(5, '0')}`;
    return {
      entityRef: `component:default/${name}`,
      entity: { apiVersion: 'v1', kind: 'Component', metadata: { name } },
      previous: [],
    };
  });
  const recorded: CheckResult[][] = [];
  const state = { recording: 0, most: 0 };
  const checks = {
    subjects: async ({ after, limit }) => {
      const from = subjects.findIndex(one => one.entityRef > (after ?? ''));
      return from < 0 ? [] : subjects.slice(from, from + limit);
    },
    record: async (_source, results) => {
      state.most = Math.max(state.most, (state.recording += 1));
      await new Promise(done => setImmediate(done));
      state.recording -= 1;
      recorded.push(results);
    },
  } as Pick<DatabaseCheckStore, 'subjects' | 'record'> as DatabaseCheckStore;
  const checker = HealthChecker.create({
    ...{ checks, batchesAtOnce, logger: mockServices.logger.mock() },
  });
  return { checker, recorded, state };
}
const { signal } = new AbortController();

it.each([0, 1, 100, 250, 1_000])(
  'asks about each of %i once, in batches, few at a time',
  async count => {
    const { checker, recorded, state } = start(count);
    const provider = new FakeProvider('pods');
    await checker.round(provider, signal);
    const refs = recorded.flat().map(({ entityRef }) => entityRef);
    expect([refs.length, new Set(refs).size]).toEqual([count, count]);
    expect(recorded.every(({ length }) => length <= 100)).toBe(true);
    expect(state.most).toBeLessThanOrEqual(2);
  },
);

it('writes down that a source is away, of those that it concerns', async () => {
  const { checker, recorded } = start(1);
  const provider = new FakeProvider('pods');
  provider.startRound = async () => {
    throw new Error('connect ECONNREFUSED');
  };
  await checker.round(provider, signal);
  expect(recorded.flat()).toMatchObject([
    {
      answer: {
        findings: [],
        unreachable: [{ part: '', reason: 'connect ECONNREFUSED' }],
      },
    },
  ]);
  provider.appliesTo = () => false;
  await checker.round(provider, signal);
  expect(recorded.at(-1)).toEqual([{ entityRef: 'component:default/s00000' }]);
});

it('says nothing of a source when it is stopped itself', async () => {
  const { checker, recorded } = start(1);
  const stop = new AbortController();
  const provider = new FakeProvider('pods');
  provider.startRound = async () => ({
    check: () => {
      stop.abort();
      return new Promise(() => {});
    },
  });
  await checker.round(provider, stop.signal);
  expect(recorded).toEqual([]);
});
