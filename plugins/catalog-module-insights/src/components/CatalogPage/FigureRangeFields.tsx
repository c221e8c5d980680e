import { TextField, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { MetricName } from '@fairway/plugin-metrics-common';
import {
  endLabels,
  unitsOf,
  type AmountProblem,
  type FigureUnit,
} from '../../model/figureAmounts';
import styles from './FigureFilters.module.css';

/** What stands in the fields of a range. */
export interface RangeText {
  from: string;
  to: string;
  unit: FigureUnit;
}

interface FigureRangeFieldsProps {
  metric: MetricName;
  text: RangeText;
  problem?: AmountProblem;
  onChange: (text: RangeText) => void;
}

/** The two ends of a range, of which one may be left empty, and the unit they are in. */
export function FigureRangeFields(props: FigureRangeFieldsProps) {
  const { metric, text, problem, onChange } = props;
  const units = unitsOf(metric);
  const field = (end: 'from' | 'to') => (
    <TextField
      size="small"
      label={endLabels[end]}
      secondaryLabel={units.length > 1 ? undefined : text.unit.name}
      inputMode="decimal"
      autoComplete="off"
      value={text[end]}
      onChange={value => onChange({ ...text, [end]: value })}
      validationBehavior="aria"
      validate={() => (problem?.end === end ? problem.message : null)}
    />
  );
  return (
    <>
      <div className={styles.ends}>
        {field('from')}
        {field('to')}
      </div>
      {units.length > 1 ? (
        <ToggleButtonGroup
          aria-label="Unit"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[text.unit.sign]}
          onSelectionChange={keys => {
            const [sign] = keys;
            onChange({
              ...text,
              unit: units.find(unit => unit.sign === sign) ?? text.unit,
            });
          }}
        >
          {units.map(({ sign, name }) => (
            <ToggleButton key={sign} id={sign}>
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      ) : null}
    </>
  );
}
