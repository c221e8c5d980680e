import { Button, ButtonLink } from '@backstage/ui';
import { EmptyState } from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../../routes';
import type { FilterProps } from './useRunsFilter';

/** In place of the list: why nothing is in it, and the way to something. */
export function NoRuns({ filter, change }: FilterProps) {
  const rootRoute = useRouteRef(rootRouteRef);
  if (filter.page > 0) {
    return (
      <EmptyState
        variant="noData"
        title="The list ends before this page"
        action={
          <Button
            variant="secondary"
            size="small"
            onPress={() => change({ page: 0 })}
          >
            First page
          </Button>
        }
      />
    );
  }
  if (filter.state !== 'all') {
    return (
      <EmptyState
        variant="noData"
        title="No run in this state"
        action={
          <Button
            variant="secondary"
            size="small"
            onPress={() => change({ state: 'all' })}
          >
            All states
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      variant="noData"
      title={
        filter.whose === 'own' ? 'You have not started a run yet' : 'No run yet'
      }
      action={
        <ButtonLink
          variant="secondary"
          size="small"
          href={rootRoute?.() ?? '/create'}
        >
          Choose a path
        </ButtonLink>
      }
    >
      Each creation is a run: it is kept here, with its steps and its log.
    </EmptyState>
  );
}
