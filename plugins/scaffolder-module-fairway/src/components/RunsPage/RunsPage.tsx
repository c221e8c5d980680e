import {
  Button,
  ButtonLink,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  EmptyState,
  formatCount,
  Page,
  Panel,
  SkeletonLine,
} from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../../routes';
import { LoadFailure } from '../LoadFailure';
import { RunsTable } from './RunsTable';
import { useRuns } from './useRuns';
import {
  PAGE_SIZE,
  useRunsFilter,
  type RunsFilter,
  type State,
  type Whose,
} from './useRunsFilter';
import styles from './RunsPage.module.css';

const states: [State, string][] = [
  ['all', 'All'],
  ['underWay', 'Under way'],
  ['finished', 'Finished'],
  ['failed', 'Failed'],
];

interface FilterProps {
  filter: RunsFilter;
  change(changes: Partial<RunsFilter>): void;
}

function Filters({ filter, change }: FilterProps) {
  return (
    <div className={styles.filters}>
      <ToggleButtonGroup
        aria-label="Whose"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.whose]}
        onSelectionChange={keys => change({ whose: [...keys][0] as Whose })}
      >
        <ToggleButton id="own" size="small">
          Mine
        </ToggleButton>
        <ToggleButton id="all" size="small">
          All I may see
        </ToggleButton>
      </ToggleButtonGroup>
      <ToggleButtonGroup
        aria-label="State"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.state]}
        onSelectionChange={keys => change({ state: [...keys][0] as State })}
      >
        {states.map(([state, word]) => (
          <ToggleButton key={state} id={state} size="small">
            {word}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

function NoRuns({ filter, change }: FilterProps) {
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

function Foot(props: FilterProps & { shown: number; total: number }) {
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

function List({ filter, change }: FilterProps) {
  const runs = useRuns(filter);
  if (runs.state === 'error') {
    return (
      <Panel title="Runs">
        <LoadFailure
          what="The list of runs"
          error={runs.error}
          meanwhile="The runs themselves go on."
          whoMay="Ask the platform team."
          reload={runs.reload}
          reloading={runs.reloading}
        />
      </Panel>
    );
  }
  if (runs.state === 'loading') {
    return (
      <Panel title="Runs">
        <div className={styles.skeleton} aria-busy="true">
          <SkeletonLine />
          <SkeletonLine />
          <SkeletonLine />
        </div>
      </Panel>
    );
  }
  const { runs: shown, total } = runs.value;
  if (shown.length === 0) {
    return (
      <Panel title="Runs">
        <NoRuns filter={filter} change={change} />
      </Panel>
    );
  }
  return (
    <Panel
      title={filter.whose === 'own' ? 'Runs you started' : 'Runs you may see'}
      flush
      footer={
        <Foot
          filter={filter}
          change={change}
          shown={shown.length}
          total={total}
        />
      }
    >
      <RunsTable runs={shown} />
    </Panel>
  );
}

/** All runs, newest first. */
export function RunsPage() {
  const { filter, change } = useRunsFilter();
  return (
    <Page title="Runs">
      <Filters filter={filter} change={change} />
      <List filter={filter} change={change} />
    </Page>
  );
}
