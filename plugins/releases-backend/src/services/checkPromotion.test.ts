import type { PromotionRun, Release } from '@fairway/plugin-releases-common';
import type { ProvidedReleases } from '@fairway/plugin-releases-node';
import { checkPromotion } from './checkPromotion';

const request = { from: 'staging', to: 'production', version: 'v2' };

function release(version: string | undefined, revision: string): Release {
  return {
    environment: 'any',
    version,
    revision: revision.repeat(40),
    state: 'success',
    since: '2025-11-20T10:00:00Z',
    deploymentId: '1',
  };
}

function provided(options: {
  staging?: Release;
  production?: Release;
  run?: PromotionRun;
  unavailable?: string;
  offered?: boolean;
}): ProvidedReleases {
  const { staging, production, run, unavailable, offered = true } = options;
  return {
    title: 'forge',
    environments: [
      { environment: 'staging', production: false, current: staging },
      { environment: 'production', production: true, current: production },
    ],
    promotion: offered
      ? {
          from: 'staging',
          to: 'production',
          version: staging?.version,
          revision: 'b'.repeat(40),
          run,
          unavailable,
        }
      : undefined,
  };
}

const v1 = release('v1', 'a');
const v2 = release('v2', 'b');
const url = 'http://forge.test/runs/1';

describe('checkPromotion', () => {
  it.each<[string, ProvidedReleases]>([
    ['staging is ahead', provided({ staging: v2, production: v1 })],
    ['production is empty', provided({ staging: v2 })],
    [
      'production has the commit as another version',
      provided({ staging: v2, production: release('v1', 'b') }),
    ],
    [
      'a run for the same version is under way',
      provided({
        staging: v2,
        run: { url, status: 'in_progress', version: 'v2' },
      }),
    ],
    [
      'a run for another version has ended',
      provided({
        staging: v2,
        run: { url, status: 'completed', version: 'v1', conclusion: 'failure' },
      }),
    ],
  ])('allows it when %s', (_, releases) => {
    expect(checkPromotion(releases, request)).toBe(v2);
  });

  it.each<[string, ProvidedReleases, string]>([
    ['staging is empty', provided({}), 'Nothing runs in staging yet'],
    [
      'staging runs another version',
      provided({ staging: v1 }),
      'staging runs v1 now, not v2',
    ],
    [
      'staging runs what has no version',
      provided({ staging: release(undefined, 'c') }),
      'staging runs ccccccc now, not v2',
    ],
    [
      'production has it',
      provided({ staging: v2, production: v2 }),
      'production runs v2 already',
    ],
    [
      'another version is on its way',
      provided({
        staging: v2,
        run: { url, status: 'queued', version: 'v1' },
      }),
      'v1 is being promoted already: http://forge.test/runs/1',
    ],
    [
      'it can not be done from here',
      provided({ staging: v2, unavailable: 'There is no workflow for it' }),
      'There is no workflow for it',
    ],
  ])('is a conflict when %s', (_, releases, message) => {
    expect(() => checkPromotion(releases, request)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('is bad input when nothing can be promoted at all', () => {
    const releases = provided({ staging: v2, offered: false });

    expect(() => checkPromotion(releases, request)).toThrow(
      'to: nothing can be promoted from staging to production',
    );
  });
});
