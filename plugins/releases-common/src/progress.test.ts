import { isInProgress } from './progress';
import type { EntityReleases, PromotionRun, Release } from './types';

const release = (state: Release['state']): Release => ({
  environment: 'production',
  revision: 'a'.repeat(40),
  state,
  since: '2025-11-20T10:00:00Z',
  deploymentId: '1',
});

function releases(options: {
  latest?: Release;
  run?: PromotionRun;
}): EntityReleases {
  return {
    entityRef: 'component:default/checkout-api',
    source: { title: 'forge', asOf: '2025-11-20T10:00:00Z' },
    environments: [
      {
        environment: 'production',
        production: true,
        latest: options.latest,
      },
    ],
    promotion: {
      from: 'staging',
      to: 'production',
      revision: 'a'.repeat(40),
      run: options.run,
    },
    mayPromote: true,
  };
}

describe('isInProgress', () => {
  it.each([
    ['nothing is on its way', {}, false],
    ['a deployment is queued', { latest: release('queued') }, true],
    ['a deployment is pending', { latest: release('pending') }, true],
    ['a deployment is running', { latest: release('in_progress') }, true],
    ['a deployment failed', { latest: release('failure') }, false],
    [
      'a run is queued',
      { run: { url: 'http://forge/1', status: 'queued' } },
      true,
    ],
    [
      'a run is waiting for an approval',
      { run: { url: 'http://forge/1', status: 'waiting' } },
      true,
    ],
    [
      'a run has ended',
      {
        run: {
          url: 'http://forge/1',
          status: 'completed',
          conclusion: 'failure',
        },
      },
      false,
    ],
  ])('%s', (_, options, expected) => {
    expect(isInProgress(releases(options))).toBe(expected);
  });
});
