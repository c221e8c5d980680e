import type { ComponentProps } from 'react';
import { Button } from '@backstage/ui';
import { formatCount } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { LongList } from '../../model/adoptionView';
import { DataTable } from '../DataTable';
import styles from './LongTable.module.css';

type LongTableProps<Row> = Omit<
  ComponentProps<typeof DataTable<Row>>,
  'rows' | 'expected'
> & {
  rows: Row[];
  adoption: Adoption;
  list: LongList;
  /** So many rows, unless all are asked for. */
  first: number;
  /** What a row is. */
  noun: string;
  /** Said beside the button: what is not even among all rows. */
  note?: string;
  /** Said beside the button while only the first are shown: what the others come to. */
  restOf?: (rest: Row[]) => string;
};

/** All rows of a list that is longer than this scroll in their own place, so that what is beside and below stays near. */
const MOST_PIXELS = 640;

/** The first rows of a list that may be long, and all of them on request. */
export function LongTable<Row>(props: LongTableProps<Row>) {
  const { rows, adoption, list, first, noun, note, restOf, ...table } = props;
  const whole = adoption.view.whole.includes(list);
  // A button that saves a single line is longer than the line.
  const long = rows.length > first + 1;
  return (
    <>
      <DataTable
        {...table}
        rows={long && !whole ? rows.slice(0, first) : rows}
        most={long && whole ? MOST_PIXELS : undefined}
      />
      {long || note ? (
        <div className={styles.foot}>
          {long ? (
            <Button
              variant="secondary"
              size="small"
              aria-expanded={whole}
              onPress={() => adoption.showWhole(list, !whole)}
            >
              {whole
                ? `Show the first ${first}`
                : `Show all ${formatCount(rows.length, noun)}`}
            </Button>
          ) : null}
          {long && !whole && restOf ? (
            <span>{restOf(rows.slice(first))}</span>
          ) : null}
          {note}
        </div>
      ) : null}
    </>
  );
}
