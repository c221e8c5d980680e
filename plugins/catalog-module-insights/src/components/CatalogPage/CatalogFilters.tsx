import { useId, useRef, useState } from 'react';
import {
  Button,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import type { ListFilters } from '@fairway/plugin-catalog-insights-react';
import {
  cleared,
  countFilters,
  facetFilters,
  kinds,
  type CatalogView,
  type FacetFilter,
} from '../../model/catalogView';
import { FilterMenu } from '@fairway/look';
import { FigureFilters } from './FigureFilters';
import { useFacet } from './useFacet';
import { useNarrow } from './useNarrow';
import { useSlashKey } from './useSlashKey';
import { useTypedText } from './useTypedText';
import styles from './CatalogPage.module.css';

/** Changes the view; `replace` where going back should not go through each letter. */
export type ChangeView = (
  change: Partial<CatalogView>,
  options?: { replace: boolean },
) => void;

interface CatalogFiltersProps {
  view: CatalogView;
  filters: ListFilters;
  /** Leaves the choice of a kind out. */
  kindFixed?: boolean;
  onChange: ChangeView;
  /** What else can be done with the rows. */
  children?: React.ReactNode;
}

const kindOptions = kinds.map(({ kind, many }) => ({
  value: kind,
  label: many,
}));

const labels: Record<FacetFilter, string> = {
  type: 'Type',
  owner: 'Owner',
  system: 'System',
  lifecycle: 'Lifecycle',
  tag: 'Tags',
};

interface FacetMenuProps {
  name: FacetFilter;
  view: CatalogView;
  filters: ListFilters;
  onChange: ChangeView;
}

function FacetMenu({ name, view, filters, onChange }: FacetMenuProps) {
  const { facet, load } = useFacet(name, filters);
  return (
    <FilterMenu
      label={labels[name]}
      options={facet.status === 'loaded' ? facet.options : []}
      note={
        {
          idle: 'Loading…',
          loading: 'Loading…',
          failed: 'Could not be loaded; close and open again',
          loaded: undefined,
        }[facet.status]
      }
      value={view[name]}
      onChange={value => onChange({ [name]: value })}
      onOpen={load}
    />
  );
}

function WhoseToggle({
  view,
  onChange,
}: Pick<FacetMenuProps, 'view' | 'onChange'>) {
  return (
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
  );
}

/** Above the table: what it is narrowed down to. */
export function CatalogFilters(props: CatalogFiltersProps) {
  const { view, filters, kindFixed, onChange, children } = props;
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const set = countFilters(view);
  const narrow = useNarrow();
  const { text, setText } = useTypedText({ written: view.text, onChange });
  useSlashKey(field);

  return (
    <div className={styles.filters}>
      <div ref={field} className={styles.search}>
        <SearchField
          size="small"
          aria-label="Name or description"
          placeholder="Name or description"
          value={text}
          onChange={setText}
        />
      </div>
      <WhoseToggle view={view} onChange={onChange} />
      <Button
        variant="secondary"
        size="small"
        className={styles.more}
        iconStart={<RiFilter3Line />}
        aria-expanded={open}
        aria-controls={id}
        onPress={() => setOpen(!open)}
      >
        Filters {set > 0 ? <span className={styles.count}>{set}</span> : null}
      </Button>
      <div id={id} className={styles.menus} data-open={open || undefined}>
        {kindFixed ? null : (
          <FilterMenu
            label="Kind"
            single
            options={kindOptions}
            value={[view.kind]}
            onChange={([kind]) => onChange({ kind })}
          />
        )}
        {facetFilters.map(name => (
          <FacetMenu key={name} {...{ name, view, filters, onChange }} />
        ))}
        {narrow ? <FigureFilters view={view} onChange={onChange} /> : null}
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
      {children ? <div className={styles.tools}>{children}</div> : null}
    </div>
  );
}
