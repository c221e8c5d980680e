import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';

interface ShowAsProps {
  /** What is shown, as it is read aloud. */
  what: string;
  table: boolean;
  onTable: (table: boolean) => void;
}

/** Drawn or listed, in the same place. */
export function ShowAs({ what, table, onTable }: ShowAsProps) {
  return (
    <ToggleButtonGroup
      aria-label={`${what}, shown as`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[table ? 'table' : 'chart']}
      onSelectionChange={keys => onTable(keys.has('table'))}
    >
      <ToggleButton id="chart">Chart</ToggleButton>
      <ToggleButton id="table">Table</ToggleButton>
    </ToggleButtonGroup>
  );
}
