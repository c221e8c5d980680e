import { Button, ButtonLink } from '@backstage/ui';
import { formatMoment, InlineNote } from '@fairway/look';
import {
  daysOfRange,
  formatDay,
  rangePresets,
} from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { DashboardParts } from './Dashboard';

interface NotesProps {
  parts: DashboardParts;
  adoption: Adoption;
}

/** Where nothing was ever created, or not in the days that are looked at. */
function Nothing({ parts, adoption }: NotesProps) {
  const { answer } = parts.creations;
  if (answer.status !== 'answered' || answer.value.attempts.n > 0) return null;
  const { knownSince } = answer.value.freshness;
  const narrowed = Object.keys(answer.value.filters).length > 0;
  // All that is known lies in these days, so there is nothing in any others.
  const isAll =
    !knownSince || Date.parse(knownSince) >= Date.parse(answer.value.from);
  if (isAll && !narrowed) {
    return (
      <InlineNote
        tone="info"
        title="No creation yet."
        action={
          <ButtonLink variant="secondary" size="small" href="/create">
            Create Service
          </ButtonLink>
        }
      >
        The figures start with the first time that Create Service is opened;
        shares and medians are shown from {answer.value.needed} on.
      </InlineNote>
    );
  }
  const longer = isAll
    ? undefined
    : rangePresets.find(({ days }) => days > daysOfRange(adoption.view.range));
  return (
    <InlineNote
      tone="info"
      title={
        narrowed
          ? 'No creation in these days under these filters.'
          : 'No creation in these days.'
      }
      action={
        longer ? (
          <ButtonLink
            variant="secondary"
            size="small"
            href={adoption.hrefOf({ range: { preset: longer.preset } })}
          >
            {`Show the last ${longer.words}`}
          </ButtonLink>
        ) : null
      }
    >
      {knownSince
        ? `Something is known from ${formatDay(knownSince, { year: true })} on.`
        : null}
    </InlineNote>
  );
}

/** The source that stands for figures which are still being made of what has arrived. */
const FIGURES = 'figures';

/** What the figures do not have in them, and why. */
function Gaps({ parts }: Pick<NotesProps, 'parts'>) {
  const known = [parts.creations, parts.services, parts.delivery].flatMap(
    ({ answer }) =>
      answer.status === 'answered' ? answer.value.freshness.gaps : [],
  );
  const gaps = new Map(
    known.map(gap => [`${gap.source} ${gap.since}`, gap] as const),
  );
  return [...gaps].map(([key, { source, since, reason }]) => (
    <InlineNote
      key={key}
      tone="warning"
      sign="unknown"
      title={
        source === FIGURES
          ? `Some figures are being made since ${formatMoment(since)}.`
          : `Data from ${source} are incomplete since ${formatMoment(since)}.`
      }
    >
      {source === FIGURES
        ? 'What is shown has not everything in it yet; the rest is filled in as it is made.'
        : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}. The figures are of what has arrived; the rest is filled in when it comes.`}
    </InlineNote>
  ));
}

/** Shown as they were: the newest attempt to ask again failed. */
function Outdated({ parts }: Pick<NotesProps, 'parts'>) {
  const all = [parts.creations, parts.services, parts.delivery];
  const away = all.find(
    ({ answer }) => answer.status === 'answered' && answer.error,
  );
  if (away?.answer.status !== 'answered') return null;
  return (
    <InlineNote
      tone="warning"
      sign="unknown"
      title="The figures do not answer."
      action={
        <Button
          variant="secondary"
          size="small"
          isPending={away.answer.reloading}
          onPress={() => all.forEach(({ reload }) => reload())}
        >
          Try now
        </Button>
      }
    >
      Shown as they were {formatMoment(away.answer.value.freshness.completeTo)}.
    </InlineNote>
  );
}

/** What one has to know before reading the figures; usually nothing. */
export function Notes({ parts, adoption }: NotesProps) {
  return (
    <>
      <Gaps parts={parts} />
      <Outdated parts={parts} />
      <Nothing parts={parts} adoption={adoption} />
    </>
  );
}
