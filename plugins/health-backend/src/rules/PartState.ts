import type { HealthAnswer, HealthFinding } from '@fairway/plugin-health-node';

/** A finding with since when it is so; ISO 8601. */
export type KeptFinding = HealthFinding & { since: string };

/** A source, or a part of it, that does not answer. */
export interface Away {
  /** Empty where it is the whole source. */
  part: string;
  reason: string;
  /** The first time it did not answer; milliseconds since the epoch. */
  since: number;
  /** When it answered last, if ever. */
  answeredAt?: number;
  /** It has been away for so long that what it said counts no more. */
  expired: boolean;
}

/** What one source says of one entity, as kept. */
export interface PartState {
  findings: KeptFinding[];
  away: Away[];
}

/** A state, and when its source answered last. */
export interface Part {
  state: PartState;
  checkedAt?: number;
}

/** The whole source, as a part of itself. */
export const WHOLE = '';

const isOf = (part: string) => (finding: HealthFinding) =>
  part === WHOLE || finding.part === part;

/**
 * What is known after a source was asked. A part that did not answer keeps what it said before, until it has been away for
 * longer than `keepFor`.
 *
 * @param keepFor - milliseconds
 */
export function mergeAnswer(options: {
  before?: Part;
  answer: HealthAnswer;
  now: number;
  keepFor: number;
}): Part {
  const { before, answer, now, keepFor } = options;
  const away = (answer.unreachable ?? []).map(({ part, reason }): Away => {
    const already = before?.state.away.find(one => one.part === part);
    const since = already?.since ?? now;
    const answeredAt = already ? already.answeredAt : before?.checkedAt;
    return {
      part,
      // The words may differ each time, as a port does; the first ones stand.
      reason: already?.reason ?? reason,
      since,
      ...(answeredAt !== undefined && { answeredAt }),
      expired: now - since >= keepFor,
    };
  });
  const known = before?.state.findings ?? [];
  const kept = known.filter(finding =>
    away.some(({ part }) => isOf(part)(finding)),
  );
  const fresh = answer.findings.map(finding => ({
    ...finding,
    since: finding.since ?? sinceWhen(finding, known, now),
  }));
  const whole = away.some(({ part }) => part === WHOLE);
  return {
    state: { findings: [...kept, ...fresh], away },
    checkedAt: whole ? before?.checkedAt : now,
  };
}

function sinceWhen(
  finding: HealthFinding,
  known: KeptFinding[],
  now: number,
): string {
  const same = known.find(
    ({ key, status }) => key === finding.key && status === finding.status,
  );
  return same?.since ?? new Date(now).toISOString();
}
