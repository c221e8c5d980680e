import {
  Button,
  DialogTrigger,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiCalendarLine } from '@remixicon/react';
import { useState } from 'react';
import { addDays, dayOf, formatDays } from '../../model/days';
import {
  rangePresets,
  type MetricsRange,
  type RangePreset,
} from '../../model/range';
import { CustomRange } from './CustomRange';
import styles from './RangePicker.module.css';

/** @public */
export interface RangePickerProps {
  range: MetricsRange;
  /** The window that was answered: whole days, `to` exclusive. Until then the range's own name stands there. */
  shown?: { from: string; to: string };
  onChange: (range: MetricsRange) => void;
}

function labelOf({ range, shown }: RangePickerProps): string {
  if (!('preset' in range)) return formatDays(range.from, range.to);
  return shown
    ? formatDays(dayOf(shown.from), addDays(dayOf(shown.to), -1))
    : `Last ${rangePresets.find(({ preset }) => preset === range.preset)!.words}`;
}

/**
 * Chooses what is looked at: so many days until now, or any first and last day.
 *
 * @public
 */
export function RangePicker(props: RangePickerProps) {
  const { range, shown, onChange } = props;
  const [open, setOpen] = useState(false);
  const days =
    'preset' in range
      ? shown && {
          from: dayOf(shown.from),
          to: addDays(dayOf(shown.to), -1),
        }
      : range;
  return (
    <>
      <ToggleButtonGroup
        aria-label="Range"
        selectionMode="single"
        disallowEmptySelection={'preset' in range}
        selectedKeys={'preset' in range ? [range.preset] : []}
        onSelectionChange={keys => {
          const [preset] = keys;
          if (preset) onChange({ preset: preset as RangePreset });
        }}
      >
        {rangePresets.map(({ preset, label, words }) => (
          <ToggleButton key={preset} id={preset} aria-label={`Last ${words}`}>
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button
          variant="secondary"
          size="small"
          className={styles.days}
          iconStart={<RiCalendarLine />}
        >
          {labelOf(props)}
        </Button>
        <Popover aria-label="First and last day" hideArrow>
          <CustomRange
            days={days}
            onApply={chosen => {
              setOpen(false);
              onChange(chosen);
            }}
          />
        </Popover>
      </DialogTrigger>
    </>
  );
}
