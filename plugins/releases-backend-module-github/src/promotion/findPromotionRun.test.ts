import type { Release } from '@fairway/plugin-releases-common';
import { run } from '../__testUtils__/fakeForge';
import type { WorkflowRun } from '../environments/types';
import { findPromotionRun } from './findPromotionRun';

function release(version: string, since: string): Release {
  return {
    environment: 'any',
    version,
    revision: 'a'.repeat(40),
    state: 'success',
    since,
    deploymentId: '1',
  };
}

const source = release('v215', '2025-11-20T14:26:00.000Z');
const target = release('v214', '2025-11-20T14:12:00.000Z');
const untitled = { display_title: 'Promote' };

describe('findPromotionRun', () => {
  it.each<[string, WorkflowRun[], number | undefined]>([
    ['there is none', [], undefined],
    ['one is under way', [run(3, { status: 'in_progress' }), run(2)], 3],
    [
      'one for another version is under way',
      [
        run(3),
        run(2, {
          status: 'queued',
          display_title: 'Promote v213 to production',
        }),
      ],
      2,
    ],
    ['two ended: the newest', [run(2), run(4, { conclusion: 'failure' })], 4],
    [
      'one ended for another version',
      [run(2, { display_title: 'Promote v214 to production' })],
      undefined,
    ],
    [
      'one without a version began after the release arrived',
      [run(2, untitled)],
      2,
    ],
    [
      'one without a version began before the release arrived',
      [run(2, { ...untitled, created_at: '2025-11-20T14:25:59Z' })],
      undefined,
    ],
    [
      'it ended before what production serves now arrived',
      [run(2, { updated_at: '2025-11-20T14:11:00Z' })],
      undefined,
    ],
  ])('%s', (_, runs, expected) => {
    const found = findPromotionRun(runs, { source, target });

    expect(found?.url).toBe(
      expected &&
        `http://forge.test:7990/acme/checkout-api/actions/runs/${expected}`,
    );
  });

  it('says which version it carries, how it ended and when', () => {
    const runs = [run(2, { conclusion: 'failure' })];

    expect(findPromotionRun(runs, { source })).toEqual({
      url: 'http://forge.test:7990/acme/checkout-api/actions/runs/2',
      version: 'v215',
      status: 'completed',
      conclusion: 'failure',
      updatedAt: '2025-11-20T15:01:00.000Z',
    });
  });
});
