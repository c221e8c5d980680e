import type { HealthAnswer } from '@fairway/plugin-health-node';
import { type Part, mergeAnswer } from './PartState';

const KEEP = 1_000;
const iso = (moment: number) => new Date(moment).toISOString();
const bad: HealthAnswer = {
  findings: [{ key: 'pods', status: 'unhealthy', text: '0 of 2' }],
};
const away = (part = '', reason = 'refused'): HealthAnswer => ({
  findings: [],
  unreachable: [{ part, reason }],
});

/** What is kept after answers that came at these moments. */
const after = (...answers: [number, HealthAnswer][]): Part =>
  answers.reduce<Part | undefined>(
    (before, [now, answer]) =>
      mergeAnswer({ before, answer, now, keepFor: KEEP }),
    undefined,
  )!;

it('keeps since when it is so while the status is the same', () => {
  const worded = { findings: [{ ...bad.findings[0], text: '1 of 2' }] };
  expect(after([10, bad], [20, worded])).toEqual({
    checkedAt: 20,
    state: { findings: [{ ...worded.findings[0], since: iso(10) }], away: [] },
  });
});

it('begins anew with another status, or with what the source says', () => {
  const good = {
    findings: [{ ...bad.findings[0], status: 'healthy' as const }],
  };
  const dated = { findings: [{ ...bad.findings[0], since: iso(5) }] };
  expect(after([10, bad], [20, good]).state.findings[0].since).toBe(iso(20));
  expect(after([10, bad], [20, dated]).state.findings[0].since).toBe(iso(5));
});

it('keeps what a source said last while it is away, then lets go of it', () => {
  const kept = after([10, bad], [20, away()], [500, away('', 'timeout')]);
  expect(kept).toEqual({
    checkedAt: 10,
    state: {
      findings: [{ ...bad.findings[0], since: iso(10) }],
      away: [
        {
          ...{ part: '', reason: 'refused' },
          since: 20,
          answeredAt: 10,
          expired: false,
        },
      ],
    },
  });
  const gone = after([10, bad], [20, away()], [1_020, away()]);
  expect(gone.state.away).toMatchObject([{ since: 20, expired: true }]);
  const back = after([10, bad], [20, away()], [1_020, away()], [1_030, bad]);
  expect(back).toMatchObject({
    checkedAt: 1_030,
    state: { findings: [{ since: iso(10) }], away: [] },
  });
});

it('keeps only what the part that is away said', () => {
  const of = (part: string) => ({ ...bad.findings[0], key: part, part });
  const both = { findings: [of('a'), of('b')] };
  const one = {
    findings: [of('a')],
    unreachable: [{ part: 'b', reason: 'x' }],
  };
  expect(after([10, both], [20, one])).toEqual({
    checkedAt: 20,
    state: {
      findings: [
        { ...of('b'), since: iso(10) },
        { ...of('a'), since: iso(10) },
      ],
      away: [
        {
          ...{ part: 'b', reason: 'x' },
          since: 20,
          answeredAt: 10,
          expired: false,
        },
      ],
    },
  });
});

it('knows of a source that never answered', () => {
  expect(after([10, away()], [20, away()])).toEqual({
    checkedAt: undefined,
    state: {
      findings: [],
      away: [{ part: '', reason: 'refused', since: 10, expired: false }],
    },
  });
});
