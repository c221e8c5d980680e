import {
  MenuAutocompleteListbox,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { FilterButton } from './FilterButton';
import styles from './FilterMenu.module.css';

/**
 * One value of a filter.
 *
 * @public
 */
export interface FilterOption {
  value: string;
  label: string;
  /** How many have it. */
  count?: number;
}

/** @public */
export interface FilterMenuProps {
  label: string;
  options: FilterOption[];
  /** Said in place of the options while there are none: that they are on their way, or why not. */
  note?: string;
  value: string[];
  onChange: (value: string[]) => void;
  /** Exactly one value, always. */
  single?: boolean;
  /** The menu is about to be seen. */
  onOpen?: () => void;
}

function nameChosen(value: string[], options: FilterOption[]): string {
  const [first] = value;
  const label = options.find(option => option.value === first)?.label;
  const said = label ?? first.replace(/^[^:]*:([^/]*\/)?/, '');
  return value.length > 1 ? `${said} +${value.length - 1}` : said;
}

/**
 * A filter as one button that says its value; values are chosen from a list, by typing where it is long.
 *
 * @public
 */
export function FilterMenu(props: FilterMenuProps) {
  const { label, note, value, onChange, single, onOpen } = props;
  // What is chosen can be taken away again, even where nothing has it any more.
  const options = [
    ...props.options,
    ...value
      .filter(chosen => !props.options.some(option => option.value === chosen))
      .map(chosen => ({
        value: chosen,
        label: nameChosen([chosen], []),
        count: undefined,
      })),
  ];
  const items = options.map(option => (
    <MenuListBoxItem
      key={option.value}
      id={option.value}
      textValue={option.label}
    >
      {option.label}
      {option.count === undefined ? null : (
        <span className={styles.count}>
          {option.count.toLocaleString('en-US')}
        </span>
      )}
    </MenuListBoxItem>
  ));
  const list = {
    'aria-label': label,
    selectionMode: single ? ('single' as const) : ('multiple' as const),
    disallowEmptySelection: single,
    // The key closes the menu; what was chosen stays.
    escapeKeyBehavior: 'none' as const,
    selectedKeys: new Set(value),
    onSelectionChange: (keys: 'all' | Set<string | number>) =>
      onChange(
        keys === 'all'
          ? options.map(option => option.value)
          : [...keys].map(String),
      ),
  };
  const nothing =
    options.length === 0 ? (
      <MenuListBoxItem id="" textValue={note} isDisabled>
        {note ?? `No ${label.toLowerCase()} to choose`}
      </MenuListBoxItem>
    ) : null;
  return (
    <MenuTrigger onOpenChange={open => open && onOpen?.()}>
      <FilterButton
        label={label}
        value={value.length ? nameChosen(value, options) : undefined}
        always={single}
      />
      {options.length > 8 ? (
        <MenuAutocompleteListbox
          {...list}
          placeholder={`Find a ${label.toLowerCase()}`}
        >
          {items}
        </MenuAutocompleteListbox>
      ) : (
        <MenuListBox {...list}>{nothing ?? items}</MenuListBox>
      )}
    </MenuTrigger>
  );
}
