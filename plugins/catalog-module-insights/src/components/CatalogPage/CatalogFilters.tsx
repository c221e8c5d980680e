import { useEffect, useId, useRef, useState } from 'react';
import {
  Button,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import {
  cleared,
  countFilters,
  facetFilters,
  kinds,
  type CatalogView,
} from '../../model/catalogView';
import { FilterMenu } from '../FilterMenu';
import type { Facets } from './useFacets';
import styles from './CatalogPage.module.css';

interface CatalogFiltersProps {
  view: CatalogView;
  facets: Facets;
  /** Leaves the choice of a kind out. */
  kindFixed?: boolean;
  onChange: (
    change: Partial<CatalogView>,
    options?: { replace: boolean },
  ) => void;
}

const kindOptions = kinds.map(({ kind, many }) => ({
  value: kind,
  label: many,
}));

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The slash key goes to the filter, unless somebody is writing. */
function useSlashKey(field: React.RefObject<HTMLElement>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const writing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !writing) {
        event.preventDefault();
        field.current?.querySelector('input')?.focus();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [field]);
}

/** Text as it is typed; the view follows when one pauses. */
function useTypedText({ view, onChange }: CatalogFiltersProps) {
  const [text, setText] = useState(view.text);
  const latest = useRef(onChange);
  latest.current = onChange;

  // Back and forward, and cleared filters, change the text too.
  useEffect(() => setText(view.text), [view.text]);
  useEffect(() => {
    if (text.trim() === view.text) return undefined;
    const timer = setTimeout(
      () => latest.current({ text: text.trim() }, { replace: true }),
      250,
    );
    return () => clearTimeout(timer);
    // Only typing starts the wait.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);

  return { text, setText };
}

/** Above the table: what it is narrowed down to. */
export function CatalogFilters(props: CatalogFiltersProps) {
  const { view, facets, kindFixed, onChange } = props;
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const set = countFilters(view);
  const { text, setText } = useTypedText(props);
  useSlashKey(field);

  return (
    <div role="search" className={styles.filters} aria-label="Catalog filters">
      <div ref={field} className={styles.search}>
        <SearchField
          size="small"
          aria-label="Name or description"
          placeholder="Name or description"
          value={text}
          onChange={setText}
        />
      </div>
      <ToggleButtonGroup
        aria-label="Whose"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view.whose]}
        onSelectionChange={keys => {
          const [whose] = [...keys] as CatalogView['whose'][];
          onChange({ whose });
        }}
      >
        <ToggleButton id="all">All</ToggleButton>
        <ToggleButton id="mine">Mine</ToggleButton>
        <ToggleButton id="starred">Starred</ToggleButton>
      </ToggleButtonGroup>
      <Button
        variant="secondary"
        size="small"
        className={styles.more}
        iconStart={<RiFilter3Line />}
        aria-expanded={open}
        aria-controls={id}
        onPress={() => setOpen(!open)}
      >
        Filters
        {set > 0 ? <span className={styles.count}>{set}</span> : null}
      </Button>
      <div id={id} className={styles.menus} data-open={open || undefined}>
        {kindFixed ? null : (
          <FilterMenu
            label="Kind"
            required
            options={kindOptions}
            value={view.kind}
            onChange={kind => onChange({ kind })}
          />
        )}
        {facetFilters.map(name =>
          facets[name].length > 0 || view[name] ? (
            <FilterMenu
              key={name}
              label={capitalise(name)}
              options={facets[name]}
              value={view[name]}
              onChange={value => onChange({ [name]: value })}
            />
          ) : null,
        )}
        {set > 0 ? (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => onChange(cleared)}
          >
            Clear
          </Button>
        ) : null}
      </div>
    </div>
  );
}
