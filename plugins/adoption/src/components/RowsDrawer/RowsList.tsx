import { Button } from '@backstage/ui';
import { formatCount } from '@fairway/look';
import {
  describeFailure,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';
import type { RowsState } from '../../hooks/useRows';
import type { RowsView } from '../../model/adoptionView';
import { formatNumber } from '../../model/words';
import { DataTable } from '../DataTable';
import { columnsOf, keyOf, type AnyRow } from './columnsOf';
import { WhoMay } from './WhoMay';
import styles from './RowsDrawer.module.css';

interface RowsListProps {
  rows: RowsView;
  read: RowsState<AnyRow> & { readOn: () => void };
  now: Date;
}

function Foot({ read }: Pick<RowsListProps, 'read'>) {
  const { total, hidden, items, nextCursor, status, error, readOn } = read;
  return (
    <div className={styles.foot}>
      {total === 0 ? <p>None in these days.</p> : null}
      {hidden && items.length ? <WhoMay hidden={hidden} /> : null}
      {error ? <p role="alert">The next ones could not be loaded.</p> : null}
      {nextCursor ? (
        <Button
          variant="secondary"
          size="small"
          isPending={status === 'more'}
          onPress={readOn}
        >
          Show more
        </Button>
      ) : null}
      {items.length > 0 && nextCursor ? (
        <p>
          {formatCount(items.length, 'row')} of {formatNumber(total - hidden)}{' '}
          shown.
        </p>
      ) : null}
    </div>
  );
}

/** What was read so far, or why there is nothing to read. */
export function RowsList({ rows, read, now }: RowsListProps) {
  const { status, items, hidden, error, readOn } = read;
  if (status === 'failed' && error) {
    return describeFailure(error).status === 403 ? (
      <WhoMay alone />
    ) : (
      <LoadFailure
        what="The rows"
        error={error}
        retrying={false}
        onRetry={readOn}
      >
        The totals on the page are not touched by that.
      </LoadFailure>
    );
  }
  if (status !== 'loading' && hidden > 0 && items.length === 0) {
    return <WhoMay hidden={hidden} alone />;
  }
  return (
    <>
      {status === 'loading' || items.length ? (
        <DataTable
          caption="Newest first"
          columns={columnsOf(rows, now)}
          rows={status === 'loading' ? undefined : items}
          keyOf={keyOf}
          expected={4}
          wrap
        />
      ) : null}
      {status === 'loading' ? null : <Foot read={read} />}
    </>
  );
}
