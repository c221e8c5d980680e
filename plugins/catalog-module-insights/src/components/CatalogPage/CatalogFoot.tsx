import { Button } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import type { ComponentsAnswer } from '@fairway/plugin-catalog-insights-common';
import type { CatalogView } from '../../model/catalogView';
import { describeOrder } from '../../model/sorting';
import { formatTotal } from '../../model/total';
import type { Total } from './useCounts';
import styles from './CatalogPage.module.css';

interface CatalogFootProps {
  view: CatalogView;
  page: ComponentsAnswer;
  total: Total;
  onPage: (cursor: string | undefined) => void;
}

/** How much is shown, in which order, and the way to the rest. */
export function CatalogFoot({ view, page, total, onPage }: CatalogFootProps) {
  const { items, nextCursor, previousCursor } = page;
  return (
    <div className={styles.foot}>
      <span>
        <b>{items.length}</b> shown
        {total.total ? (
          <>
            {' '}
            of <b>{formatTotal(total.total)}</b>
          </>
        ) : null}
      </span>
      {total.countAll || total.counting ? (
        <Button
          variant="tertiary"
          size="small"
          isPending={total.counting}
          onPress={total.countAll}
        >
          Count them all
        </Button>
      ) : null}
      <span className={styles.order}>
        {describeOrder(view.sort, view.order)}
      </span>
      <nav aria-label="Pages" className={styles.pages}>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!view.cursor}
          onPress={() => onPage(undefined)}
        >
          First
        </Button>
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiArrowLeftSLine />}
          isDisabled={!previousCursor}
          onPress={() => onPage(previousCursor)}
        >
          Previous
        </Button>
        <Button
          variant="secondary"
          size="small"
          iconEnd={<RiArrowRightSLine />}
          isDisabled={!nextCursor}
          onPress={() => onPage(nextCursor)}
        >
          Next
        </Button>
      </nav>
    </div>
  );
}
