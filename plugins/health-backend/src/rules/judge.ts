import {
  type HealthReason,
  type HealthStatus,
  severityOf,
  worstStatus,
} from '@fairway/plugin-health-common';
import { type Away, type KeptFinding, type Part, WHOLE } from './PartState';

/** A source's part, with what people call it and for how long an answer of it is fresh. */
export interface NamedPart extends Part {
  source: string;
  title: string;
  /** Milliseconds. */
  freshFor: number;
}

export interface Judgement {
  status: HealthStatus;
  /** Worst first. */
  reasons: HealthReason[];
  /** The one that stands for all where there is room for one. */
  main?: HealthReason;
}

/** A reason, and how far it counts; undefined where it does not. */
interface Weighed {
  reason: HealthReason;
  counts?: HealthStatus;
  key: string;
}

const iso = (moment: number) => new Date(moment).toISOString();

/**
 * One value of all that is known of an entity. All that is known has to be good for it to be healthy, and no source may be
 * away. Where an entity has production, its other environments make it no worse than degraded.
 */
export function judge(parts: NamedPart[], now: number): Judgement {
  const production = parts.some(({ state }) =>
    state.findings.some(finding => finding.production),
  );
  const weighed = parts.flatMap(part => [
    ...part.state.findings.flatMap(finding =>
      weighFinding({ part, finding, production, now }),
    ),
    ...part.state.away.flatMap(away => weighAway(part, away, now)),
  ]);
  const counting = weighed.flatMap(({ counts }) => (counts ? [counts] : []));
  const status = worstStatus(counting);
  const reasons = weighed.sort(worstFirst).map(({ reason }) => reason);
  return {
    status,
    reasons,
    main: reasons.find(reason => reason.status === status) ?? reasons[0],
  };
}

function weighFinding(options: {
  part: NamedPart;
  finding: KeptFinding;
  production: boolean;
  now: number;
}): Weighed[] {
  const { part, finding, production, now } = options;
  const away = part.state.away.find(
    one => one.part === WHOLE || one.part === finding.part,
  );
  if (away?.expired) return [];
  const checkedAt = (away ? away.answeredAt : part.checkedAt) ?? now;
  const { key, status, text, environment, since, link } = finding;
  return [
    {
      key: `${part.source} ${key}`,
      counts: countsAs(finding, production),
      reason: {
        source: part.source,
        sourceTitle: finding.sourceTitle ?? part.title,
        status,
        text,
        ...(environment !== undefined && { environment }),
        since,
        checkedAt: iso(checkedAt),
        stale: Boolean(away) || now - checkedAt > part.freshFor,
        ...(link && { link }),
      },
    },
  ];
}

function countsAs(
  { status, production }: KeptFinding,
  hasProduction: boolean,
): HealthStatus | undefined {
  if (status === 'unknown') return undefined;
  if (production !== false || !hasProduction) return status;
  return status === 'unhealthy' ? 'degraded' : status;
}

/** Said of a source that is away, unless it had nothing to say of the entity while it was there. */
function weighAway(part: NamedPart, away: Away, now: number): Weighed[] {
  const { findings } = part.state;
  const last = findings.filter(
    finding => away.part === WHOLE || finding.part === away.part,
  );
  if (!last.length && (away.answeredAt !== undefined || findings.length))
    return [];
  if (last.length && !away.expired) return [];
  const [worst] = [...last].sort(
    (a, b) => severityOf(b.status) - severityOf(a.status),
  );
  const name = away.part === WHOLE ? part.title : `${part.title}, ${away.part}`;
  return [
    {
      key: `${part.source} away ${away.part}`,
      counts: 'unknown',
      reason: {
        source: part.source,
        sourceTitle: name,
        status: 'unknown',
        text: `${name} does not answer: ${away.reason}${worst ? `; last known: ${worst.text}` : ''}`,
        since: iso(away.since),
        checkedAt: iso(away.answeredAt ?? now),
        stale: true,
      },
    },
  ];
}

function worstFirst(a: Weighed, b: Weighed): number {
  const by = (one: Weighed) => severityOf(one.counts ?? 'healthy');
  return (
    by(b) - by(a) ||
    severityOf(b.reason.status) - severityOf(a.reason.status) ||
    (a.key < b.key ? -1 : 1)
  );
}
