import type { QueryEntitiesResponse } from '@backstage/catalog-client';
import { Button } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import styles from './CatalogPage.module.css';

interface CatalogFootProps {
  page: QueryEntitiesResponse;
  /** True on a page after the first one. */
  further: boolean;
  onPage: (cursor: string | undefined) => void;
}

/** How much is shown, and the way to the rest. */
export function CatalogFoot({ page, further, onPage }: CatalogFootProps) {
  const { nextCursor, prevCursor } = page.pageInfo;
  return (
    <div className={styles.foot}>
      <span>
        <b>{page.items.length}</b> shown of{' '}
        <b>{page.totalItems.toLocaleString('en-US')}</b>
      </span>
      <nav aria-label="Pages" className={styles.pages}>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!further}
          onPress={() => onPage(undefined)}
        >
          First
        </Button>
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiArrowLeftSLine />}
          isDisabled={!prevCursor}
          onPress={() => onPage(prevCursor)}
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
