import { useId, useState } from 'react';
import { Button } from '@backstage/ui';
import { checkDays } from '../../model/range';
import styles from './RangePicker.module.css';

interface CustomRangeProps {
  days?: { from: string; to: string };
  onApply: (days: { from: string; to: string }) => void;
}

/** Any first and last day. The browser's own fields: they know the keyboard, the reader's calendar and the phone. */
export function CustomRange({ days, onApply }: CustomRangeProps) {
  const id = useId();
  const [from, setFrom] = useState(days?.from ?? '');
  const [to, setTo] = useState(days?.to ?? '');
  const [refusal, setRefusal] = useState<string>();
  const field = (
    label: string,
    value: string,
    onValue: (value: string) => void,
  ) => (
    <label className={styles.field}>
      {label}
      <input
        type="date"
        value={value}
        aria-invalid={Boolean(refusal)}
        aria-describedby={refusal ? id : undefined}
        onChange={event => {
          setRefusal(undefined);
          onValue(event.target.value);
        }}
      />
    </label>
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        const wrong = checkDays(from, to);
        if (wrong) setRefusal(wrong);
        else onApply({ from, to });
      }}
    >
      <div className={styles.fields}>
        {field('First day', from, setFrom)}
        {field('Last day', to, setTo)}
      </div>
      <p id={id} role="alert" className={styles.refusal}>
        {refusal}
      </p>
      <Button type="submit" variant="secondary" size="small">
        Show these days
      </Button>
    </form>
  );
}
