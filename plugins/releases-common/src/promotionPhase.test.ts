import {
  isInProgress,
  promotionPhase,
  type PromotionPhase,
} from './promotionPhase';
import type { Promotion, PromotionRun, Release } from './types';

const now = new Date('2025-11-20T15:00:00.000Z');
const revision = 'b'.repeat(40);

function release(fields: Partial<Release>): Release {
  return {
    environment: 'production',
    version: 'v2',
    revision,
    state: 'success',
    since: '2025-11-20T14:59:00.000Z',
    deploymentId: '1',
    ...fields,
  };
}

function run(fields: Partial<PromotionRun>): PromotionRun {
  return {
    url: 'http://forge.test/runs/1',
    status: 'completed',
    conclusion: 'success',
    updatedAt: '2025-11-20T14:58:00.000Z',
    ...fields,
  };
}

function view(options: {
  latest?: Release;
  run?: PromotionRun;
  unavailable?: string;
  promotion?: null;
}) {
  const promotion: Promotion = {
    from: 'staging',
    to: 'production',
    version: 'v2',
    revision,
    run: options.run,
    unavailable: options.unavailable,
  };
  return {
    environments: [
      { environment: 'staging', production: false },
      {
        environment: 'production',
        production: true,
        latest: options.latest,
      },
    ],
    promotion: options.promotion === null ? undefined : promotion,
  };
}

describe('promotionPhase', () => {
  it.each<[string, ReturnType<typeof view>, PromotionPhase, boolean]>([
    ['nothing waits', view({ promotion: null }), 'none', false],
    [
      'nothing waits, but a deployment is on its way',
      view({ promotion: null, latest: release({ state: 'queued' }) }),
      'none',
      true,
    ],
    ['it waits', view({}), 'ready', false],
    ['it has no way', view({ unavailable: 'no way' }), 'unavailable', false],
    [
      'its run waits',
      view({ run: run({ status: 'queued' }) }),
      'running',
      true,
    ],
    [
      'its run waits for an approval',
      view({ run: run({ status: 'waiting' }) }),
      'running',
      true,
    ],
    [
      'its run failed',
      view({ run: run({ conclusion: 'failure' }) }),
      'runFailed',
      false,
    ],
    [
      'its run was cancelled',
      view({ run: run({ conclusion: 'cancelled' }) }),
      'runFailed',
      false,
    ],
    ['its run is done', view({ run: run({}) }), 'waiting', true],
    [
      'its run was done ten minutes ago',
      view({ run: run({ updatedAt: '2025-11-20T14:50:00.000Z' }) }),
      'overdue',
      false,
    ],
    [
      'its run is done at an unknown time',
      view({ run: run({ updatedAt: undefined }) }),
      'overdue',
      false,
    ],
    [
      'it is being started',
      view({ run: run({}), latest: release({ state: 'in_progress' }) }),
      'deploying',
      true,
    ],
    [
      'it did not start',
      view({ run: run({}), latest: release({ state: 'failure' }) }),
      'deployFailed',
      false,
    ],
    [
      'it did not start, and was promoted again since',
      view({
        run: run({ updatedAt: '2025-11-20T14:59:30.000Z' }),
        latest: release({ state: 'error' }),
      }),
      'waiting',
      true,
    ],
    [
      'another version did not start',
      view({ latest: release({ state: 'failure', version: 'v1' }) }),
      'ready',
      false,
    ],
  ])('%s', (_, releases, phase, changing) => {
    expect(promotionPhase(releases, now)).toBe(phase);
    expect(isInProgress(releases, now)).toBe(changing);
  });
});
