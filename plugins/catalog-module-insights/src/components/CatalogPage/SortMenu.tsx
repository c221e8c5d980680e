import {
  ButtonIcon,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { FilterButton } from '@fairway/look';
import type { ComponentSort } from '@fairway/plugin-catalog-insights-common';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { CatalogView } from '../../model/catalogView';
import { columnsOf } from '../../model/columns';
import { describeOrder, firstOrder, opposite } from '../../model/sorting';
import type { ChangeView } from './CatalogFilters';

interface SortMenuProps {
  view: CatalogView;
  onChange: ChangeView;
}

/** The order of the rows where there is no room for the heads of all columns. */
export function SortMenu({ view, onChange }: SortMenuProps) {
  const { sort, order } = view;
  const columns = columnsOf(view.kind);
  const sorted = columns.find(column => column.sort === sort);
  const Arrow = order === 'asc' ? RiArrowUpLine : RiArrowDownLine;
  return (
    <>
      <MenuTrigger>
        <FilterButton label="Sort" value={sorted?.title ?? sort} always />
        <MenuListBox
          aria-label="Sort"
          selectionMode="single"
          disallowEmptySelection
          escapeKeyBehavior="none"
          selectedKeys={[sort]}
          onSelectionChange={keys => {
            const [chosen] = [...keys] as ComponentSort[];
            onChange({ sort: chosen, order: firstOrder(chosen) });
          }}
        >
          {columns.map(column => (
            <MenuListBoxItem
              key={column.id}
              id={column.sort}
              textValue={column.title}
            >
              {column.title}
            </MenuListBoxItem>
          ))}
        </MenuListBox>
      </MenuTrigger>
      <ButtonIcon
        variant="secondary"
        size="small"
        icon={<Arrow />}
        aria-label={`The other way round: ${describeOrder(sort, opposite[order])}`}
        onPress={() => onChange({ sort, order: opposite[order] })}
      />
    </>
  );
}
