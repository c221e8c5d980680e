import { Page, Panel, SkeletonLine } from '@fairway/look';
import { LoadFailure } from '../LoadFailure';
import { NoRuns } from './NoRuns';
import { RunsFilters } from './RunsFilters';
import { RunsFoot } from './RunsFoot';
import { RunsTable } from './RunsTable';
import { useRuns } from './useRuns';
import { useRunsFilter, type FilterProps } from './useRunsFilter';
import styles from './RunsPage.module.css';

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
        <RunsFoot
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
      <RunsFilters filter={filter} change={change} />
      <List filter={filter} change={change} />
    </Page>
  );
}
