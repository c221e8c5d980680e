import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { DialogTrigger, Popover } from '@backstage/ui';
import { FilterButton } from '@fairway/look';
import { describeFilter } from '../../model/figureAmounts';
import type { CatalogView } from '../../model/catalogView';
import { figureColumns, type FigureColumn } from '../../model/figureFilter';
import type { ChangeView } from './CatalogFilters';
import type { SetFigure } from './FigureForm';
import styles from './FigureFilters.module.css';

// Its fields are a good part of what the page would otherwise load, and few open it.
const FigureForm = lazy(async () => ({
  default: (await import('./FigureForm')).FigureForm,
}));

interface FigureFiltersProps {
  view: CatalogView;
  onChange: ChangeView;
}

interface FigureMenuProps {
  view: CatalogView;
  columns: FigureColumn[];
  /** The one it is for; without it, any can be chosen. */
  column?: FigureColumn;
  buttonRef?: RefObject<HTMLButtonElement>;
  onApply: SetFigure;
}

function FigureMenu(props: FigureMenuProps) {
  const { view, columns, column, buttonRef, onApply } = props;
  const { figures, sort } = view;
  const [open, setOpen] = useState(false);
  // Most often it is about what one looks at, else about what is not set yet.
  const [first] = [
    ...columns.filter(({ id }) => !figures[id] && id === sort),
    ...columns.filter(({ id }) => !figures[id]),
    ...columns,
  ];
  const filter = column && figures[column.id];
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <FilterButton
        ref={buttonRef}
        label={column?.title ?? 'Delivery'}
        value={column && filter && describeFilter(column.metric, filter)}
      />
      <Popover placement="bottom start" hideArrow>
        <Suspense fallback={<div className={styles.loading} />}>
          <FigureForm
            columns={columns}
            filters={figures}
            figure={(column ?? first).id}
            choice={!column}
            onApply={(figure, applied) => {
              setOpen(false);
              onApply(figure, applied);
            }}
          />
        </Suspense>
      </Popover>
    </DialogTrigger>
  );
}

/** Filters by the figures of delivery: one button to set one, and for each that is set a button that says to what. */
export function FigureFilters({ view, onChange }: FigureFiltersProps) {
  const columns = figureColumns(view.kind);
  const set = columns.filter(({ id }) => view.figures[id]);
  const button = useRef<HTMLButtonElement>(null);
  const removed = useRef(false);
  const apply: SetFigure = (figure, filter) => {
    removed.current = filter === undefined;
    onChange({ figures: { ...view.figures, [figure]: filter } });
  };

  // The button that opened the form is gone then: one goes on from the one before it.
  useEffect(() => {
    if (removed.current) button.current?.focus();
    removed.current = false;
  }, [view.figures]);

  if (columns.length === 0) return null;
  const menu = { view, columns, onApply: apply };
  return (
    <div role="group" aria-label="Delivery figures" className={styles.figures}>
      <FigureMenu {...menu} buttonRef={button} />
      {set.map(column => (
        <FigureMenu key={column.id} {...menu} column={column} />
      ))}
    </div>
  );
}
