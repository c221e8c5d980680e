import type { HealthChange, HealthReason } from '@fairway/plugin-health-common';
import { decisiveReasons, sumTrouble, toSpells } from './timeline';

const reason = (status: HealthReason['status'], text: string) => ({
  source: 'http',
  sourceTitle: 'HTTP',
  status,
  text,
  since: '2026-11-20T14:00:00Z',
  checkedAt: '2026-11-20T14:00:00Z',
  stale: false,
});

const changes: HealthChange[] = [
  { at: '2026-11-20T14:22:00Z', from: 'unhealthy', to: 'healthy', reasons: [] },
  {
    at: '2026-11-20T14:00:00Z',
    from: 'healthy',
    to: 'unhealthy',
    reasons: [reason('unhealthy', 'No answer'), reason('healthy', 'CI passed')],
  },
  { at: '2026-11-19T09:00:00Z', from: 'unknown', to: 'healthy', reasons: [] },
];

describe('the timeline of health', () => {
  const spells = toSpells(changes);
  const now = new Date('2026-11-20T15:00:00Z');

  it('is made of stretches, each ending where the next begins', () => {
    expect(spells.map(({ status, to }) => [status, to?.toISOString()])).toEqual(
      [
        ['healthy', undefined],
        ['unhealthy', '2026-11-20T14:22:00.000Z'],
        ['healthy', '2026-11-20T14:00:00.000Z'],
      ],
    );
  });

  it('names what decided, and nothing that was good', () => {
    expect(
      spells.map(spell => decisiveReasons(spell).map(({ text }) => text)),
    ).toEqual([[], ['No answer'], []]);
  });

  it('adds up the trouble, to now where it goes on', () => {
    expect(sumTrouble(spells, now)).toEqual({
      times: 1,
      duration: 22 * 60_000,
    });
    expect(sumTrouble(toSpells(changes.slice(1)), now)).toEqual({
      times: 1,
      duration: 60 * 60_000,
    });
  });
});
