import { useEffect, useRef, useState } from 'react';
import { Button, Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { Figure } from '@fairway/plugin-catalog-insights-common';
import type { MetricName } from '@fairway/plugin-metrics-common';
import {
  amountOf,
  endsOf,
  readRange,
  unitFor,
  type AmountProblem,
} from '../../model/figureAmounts';
import type { FigureColumn, FigureFilter } from '../../model/figureFilter';
import { FigureRangeFields, type RangeText } from './FigureRangeFields';
import styles from './FigureFilters.module.css';

/** What a figure is narrowed down to; nothing to take its filter away. */
export type SetFigure = (figure: Figure, filter?: FigureFilter) => void;

interface ConditionProps {
  metric: MetricName;
  filter?: FigureFilter;
  onApply: (filter?: FigureFilter) => void;
}

function textOf(metric: MetricName, filter?: FigureFilter): RangeText {
  const unit = unitFor(metric, endsOf(filter));
  const { from, to } = filter === undefined || filter === 'none' ? {} : filter;
  return { from: amountOf(from, unit), to: amountOf(to, unit), unit };
}

/** What a figure must be. */
function Condition({ metric, filter, onApply }: ConditionProps) {
  const form = useRef<HTMLFormElement>(null);
  const [without, setWithout] = useState(filter === 'none');
  const [text, setText] = useState(() => textOf(metric, filter));
  const [problem, setProblem] = useState<AmountProblem>();
  const apply = () => {
    const read = without
      ? { filter: 'none' as const }
      : readRange(text, text.unit);
    if ('filter' in read) {
      onApply(read.filter);
      return;
    }
    setProblem(read.problem);
    const fields = form.current?.querySelectorAll('input');
    fields?.[read.problem.end === 'from' ? 0 : 1]?.focus();
  };
  return (
    <form
      ref={form}
      noValidate
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        apply();
      }}
    >
      <ToggleButtonGroup
        aria-label="Which values"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[without ? 'none' : 'range']}
        onSelectionChange={keys => setWithout([...keys][0] === 'none')}
      >
        <ToggleButton id="range">Within a range</ToggleButton>
        <ToggleButton id="none">Without a value</ToggleButton>
      </ToggleButtonGroup>
      {without ? (
        <p className={styles.meaning}>
          Nothing to count, too little of it, or not connected.
        </p>
      ) : (
        <FigureRangeFields
          metric={metric}
          text={text}
          problem={problem}
          onChange={changed => {
            setProblem(undefined);
            setText(changed);
          }}
        />
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" size="small">
          Apply
        </Button>
        {filter ? (
          <Button variant="tertiary" size="small" onPress={() => onApply()}>
            Remove
          </Button>
        ) : null}
      </div>
    </form>
  );
}

interface FigureFormProps {
  columns: FigureColumn[];
  filters: Partial<Record<Figure, FigureFilter>>;
  /** The figure that it begins with. */
  figure: Figure;
  /** Whether another figure can be chosen instead. */
  choice?: boolean;
  onApply: SetFigure;
}

/** Narrows down to values of a figure. */
export function FigureForm(props: FigureFormProps) {
  const { columns, filters, choice, onApply } = props;
  const [figure, setFigure] = useState(props.figure);
  const { title, meaning, metric } = columns.find(({ id }) => id === figure)!;
  const editor = useRef<HTMLDivElement>(null);

  // One goes on where there is something to say: at which figure, or at what it must be.
  useEffect(() => {
    const find = (selector: string) =>
      editor.current?.querySelector<HTMLElement>(selector);
    const begin = choice
      ? find('button')
      : (find('input') ?? find('[aria-checked="true"]'));
    begin?.focus();
  }, [choice]);

  return (
    <div ref={editor} className={styles.editor}>
      {choice ? (
        <Select
          size="small"
          label="Figure"
          options={columns.map(column => ({
            id: column.id,
            label: column.title,
          }))}
          value={figure}
          onChange={key => setFigure(key as Figure)}
        />
      ) : (
        <strong>{title}</strong>
      )}
      <p className={styles.meaning}>{meaning}</p>
      <Condition
        key={figure}
        metric={metric}
        filter={filters[figure]}
        onApply={filter => onApply(figure, filter)}
      />
    </div>
  );
}
