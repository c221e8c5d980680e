import { listChanges } from './changes';

const now = new Date('2026-11-20T15:00:00Z');
const since = new Date('2026-11-19T15:00:00Z');
const entityRef = 'component:default/checkout-api';
const revision = 'a'.repeat(40);

const nothing = { rows: [], releases: [], evidence: [], creations: [] };

describe('listChanges', () => {
  it('puts what several sources know into one order, each thing once', () => {
    const changes = listChanges({
      rows: [
        {
          entityRef,
          name: 'checkout-api',
          tags: [],
          health: {
            status: 'healthy',
            since: '2026-11-20T09:34:00Z',
            stale: false,
          },
        },
      ],
      releases: [
        {
          entityRef,
          source: { title: 'forge', asOf: now.toISOString() },
          mayPromote: false,
          environments: [
            {
              environment: 'production',
              production: true,
              current: {
                environment: 'production',
                version: 'v214',
                revision,
                state: 'success',
                since: '2026-11-20T14:12:00Z',
                deploymentId: '1',
              },
              latest: {
                environment: 'production',
                version: 'v215',
                revision,
                state: 'failure',
                since: '2026-11-20T14:50:00Z',
                deploymentId: '2',
              },
            },
          ],
        },
      ],
      evidence: [
        {
          type: 'deployment',
          entityRef,
          project: 'acme/checkout-api',
          deploymentId: '1',
          environment: 'production',
          version: 'v214',
          finishedAt: '2026-11-20T14:12:03Z',
          kind: 'hotfix',
          counted: true,
          failed: false,
          evidence: { kind: '', failure: [] },
        },
        {
          type: 'incident',
          entityRef,
          source: 'pagerduty',
          incidentId: 'P1',
          title: 'Checkout is slow',
          openedAt: '2026-11-20T13:00:00Z',
          resolvedAt: '2026-11-20T13:40:00Z',
        },
      ],
      creations: [
        {
          id: '1',
          name: 'refunds',
          state: 'done',
          startedAt: '2026-11-20T14:07:00Z',
          endedAt: '2026-11-20T14:11:00Z',
          steps: 5,
        },
      ],
      since,
      now,
    });

    expect(changes.map(({ name, what }) => `${name} ${what}`)).toEqual([
      'checkout-api v215 failed in production',
      'checkout-api hotfix v214 to production',
      'refunds created',
      'checkout-api incident resolved: Checkout is slow',
      'checkout-api incident: Checkout is slow',
      'checkout-api back to healthy',
    ]);
  });

  it('leaves out what is older than a day', () => {
    const row = {
      entityRef,
      name: 'checkout-api',
      tags: [],
      health: {
        status: 'healthy' as const,
        since: '2026-11-02T09:34:00Z',
        stale: false,
      },
    };
    expect(listChanges({ ...nothing, rows: [row], since, now })).toEqual([]);
  });
});
