import type { Answered } from '@fairway/plugin-adoption-common';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { RowsView } from '../../model/adoptionView';
import { daysOf } from '../../model/partLabel';
import { NumberLink } from './NumberLink';

interface BeforeNumberProps {
  n: number;
  answer: Answered;
  adoption: Adoption;
  rows: RowsView;
  what: string;
}

/** How many there were in the days before, and the way to those. */
export function BeforeNumber(props: BeforeNumberProps) {
  const { n, answer, adoption, rows, what } = props;
  return (
    <NumberLink
      n={n}
      href={adoption.rowsHref({
        ...rows,
        days: answer.before && daysOf(answer.before),
      })}
      what={`${what} in the days before`}
      quiet
    />
  );
}
