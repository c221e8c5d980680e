import {
  Button,
  MenuAutocompleteListbox,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import styles from './FilterMenu.module.css';

/** One value of a filter. */
export interface FilterOption {
  value: string;
  label: string;
}

interface FilterMenuProps {
  label: string;
  options: FilterOption[];
  value?: string;
  /** Called with undefined when every value will do. */
  onChange: (value: string | undefined) => void;
  /** For a filter that always has a value. */
  required?: boolean;
}

const any = '*';

/** A filter as one button that says its value; the value is chosen from a list, by typing where it is long. */
export function FilterMenu(props: FilterMenuProps) {
  const { label, options, value, onChange, required } = props;
  const shown = options.find(option => option.value === value)?.label ?? value;
  const entries = required
    ? options
    : [{ value: any, label: `Any ${label.toLowerCase()}` }, ...options];
  const items = entries.map(option => (
    <MenuListBoxItem
      key={option.value}
      id={option.value}
      textValue={option.label}
    >
      {option.label}
    </MenuListBoxItem>
  ));
  const list = {
    'aria-label': label,
    selectionMode: 'single' as const,
    selectedKeys: new Set([value ?? any]),
    onSelectionChange: (keys: 'all' | Set<string | number>) => {
      const [chosen] = keys === 'all' ? [] : [...keys];
      if (chosen !== undefined) {
        onChange(chosen === any ? undefined : String(chosen));
      }
    },
  };
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        size="small"
        className={styles.trigger}
        data-set={(value && !required) || undefined}
        iconEnd={<RiArrowDownSLine />}
      >
        <span className={shown ? styles.label : undefined}>{label}</span>{' '}
        {shown ? <span className={styles.value}>{shown}</span> : null}
      </Button>
      {options.length > 8 ? (
        <MenuAutocompleteListbox
          {...list}
          placeholder={`Find a ${label.toLowerCase()}`}
        >
          {items}
        </MenuAutocompleteListbox>
      ) : (
        <MenuListBox {...list}>{items}</MenuListBox>
      )}
    </MenuTrigger>
  );
}
