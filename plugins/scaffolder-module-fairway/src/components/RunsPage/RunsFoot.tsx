import { Button } from '@backstage/ui';
import { formatCount } from '@fairway/look';
import { PAGE_SIZE, type FilterProps } from './useRunsFilter';
import styles from './RunsPage.module.css';

/** Which part of the list is shown, and the ways to the others. */
export function RunsFoot(
  props: FilterProps & { shown: number; total: number },
) {
  const { filter, change, shown, total } = props;
  const first = filter.page * PAGE_SIZE + 1;
  const last = filter.page * PAGE_SIZE + shown;
  const more = last < total;
  return (
    <>
      <span className={styles.count}>
        {first} to {last} of {formatCount(total, 'run')}
      </span>
      {filter.page > 0 || more ? (
        <>
          <Button
            variant="secondary"
            size="small"
            isDisabled={filter.page === 0}
            onPress={() => change({ page: 0 })}
          >
            First
          </Button>
          <Button
            variant="secondary"
            size="small"
            isDisabled={filter.page === 0}
            onPress={() => change({ page: filter.page - 1 })}
          >
            Previous
          </Button>
          <Button
            variant="secondary"
            size="small"
            isDisabled={!more}
            onPress={() => change({ page: filter.page + 1 })}
          >
            Next
          </Button>
        </>
      ) : null}
    </>
  );
}
