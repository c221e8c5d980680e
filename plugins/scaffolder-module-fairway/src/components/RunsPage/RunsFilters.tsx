import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { FilterProps, State, Whose } from './useRunsFilter';
import styles from './RunsPage.module.css';

const states: [State, string][] = [
  ['all', 'All'],
  ['underWay', 'Under way'],
  ['finished', 'Finished'],
  ['failed', 'Failed'],
  ['stopped', 'Stopped'],
];

/** Whose runs, and in which state. */
export function RunsFilters({ filter, change }: FilterProps) {
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
