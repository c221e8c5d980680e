import {
  Button,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import type { CatalogView } from '../../model/catalogView';
import { columnsOf, shownColumns, type ColumnId } from '../../model/columns';
import type { ChangeView } from './CatalogFilters';

interface ColumnMenuProps {
  view: CatalogView;
  onChange: ChangeView;
}

const whatFits = 'what-fits';

/** Chooses the columns: those that fit, or just these. */
export function ColumnMenu({ view, onChange }: ColumnMenuProps) {
  const choosable = columnsOf(view.kind).filter(({ id }) => id !== 'name');
  const shown = shownColumns(view).map(({ id }) => id);
  return (
    <MenuTrigger>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiLayoutColumnLine />}
      >
        Columns
      </Button>
      <MenuListBox
        aria-label="Columns"
        selectionMode="multiple"
        selectedKeys={
          new Set<string>(view.columns ? shown : [whatFits, ...shown])
        }
        onSelectionChange={keys => {
          const chosen = keys === 'all' ? [] : [...keys].map(String);
          const reset = chosen.includes(whatFits) && Boolean(view.columns);
          onChange(
            {
              columns: reset
                ? undefined
                : [
                    'name' as ColumnId,
                    ...choosable
                      .map(({ id }) => id)
                      .filter(id => chosen.includes(id)),
                  ],
            },
            { replace: true },
          );
        }}
      >
        <MenuListBoxItem id={whatFits} textValue="What fits">
          What fits
        </MenuListBoxItem>
        {choosable.map(({ id, title, meaning }) => (
          <MenuListBoxItem key={id} id={id} textValue={title}>
            <span title={meaning}>{title}</span>
          </MenuListBoxItem>
        ))}
      </MenuListBox>
    </MenuTrigger>
  );
}
