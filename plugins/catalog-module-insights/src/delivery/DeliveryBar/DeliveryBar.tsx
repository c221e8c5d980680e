import type { Freshness, MetricsAnswer } from '@fairway/plugin-metrics-common';
import {
  formatDays,
  lastDay,
  RangePicker,
  rangePresets,
} from '@fairway/plugin-metrics-react';
import {
  CopyButton,
  FilterMenu,
  formatElapsed,
  formatMoment,
  useNow,
} from '@fairway/look';
import type { Delivery } from '../useDeliveryView';
import styles from './DeliveryBar.module.css';

const CLOCK_MILLISECONDS = 5_000;

interface DeliveryBarProps {
  delivery: Delivery;
  /** The newest answer, once there is one. */
  answer?: MetricsAnswer;
}

function FreshnessNote({ completeTo, gaps }: Freshness) {
  const now = useNow({ every: CLOCK_MILLISECONDS });
  const moment = formatMoment(completeTo, now).replace('today ', '');
  const age = formatElapsed(now.getTime() - Date.parse(completeTo));
  return (
    <span className={styles.fresh}>
      {gaps.length ? 'Incomplete, as of' : 'Complete to'} {moment}, {age} ago
    </span>
  );
}

function besideWords({ delivery: { view }, answer }: DeliveryBarProps): string {
  const { range } = view;
  if ('preset' in range) {
    const { words } = rangePresets.find(
      ({ preset }) => preset === range.preset,
    )!;
    return `the ${words} before`;
  }
  return answer ? 'as many days before' : 'the days before';
}

/** What is looked at: which days, beside which, in which parts; and how far the data reach. */
export function DeliveryBar(props: DeliveryBarProps) {
  const { delivery, answer } = props;
  const { view, change, hrefOf } = delivery;
  const shown = answer && { from: answer.from, to: answer.to };
  // A link that says "the last 90 days" shows something else tomorrow.
  const pinned =
    shown && 'preset' in view.range
      ? hrefOf({
          range: { from: shown.from.slice(0, 10), to: lastDay(shown.to) },
          interval: view.interval,
        })
      : hrefOf({});
  return (
    <div className={styles.bar}>
      <RangePicker
        range={view.range}
        shown={shown}
        onChange={range => change({ range })}
      />
      <FilterMenu
        label="Beside"
        single
        value={[view.compare ? 'before' : 'nothing']}
        options={[
          { value: 'before', label: besideWords(props) },
          { value: 'nothing', label: 'nothing' },
        ]}
        onChange={([value]) => change({ compare: value !== 'nothing' })}
      />
      <FilterMenu
        label="Per"
        single
        value={[view.interval]}
        options={[
          { value: 'day', label: 'day' },
          { value: 'week', label: 'week' },
          { value: 'month', label: 'month' },
        ]}
        onChange={([value]) =>
          change({ interval: value as typeof view.interval })
        }
      />
      <div className={styles.end}>
        {answer ? <FreshnessNote {...answer.freshness} /> : null}
        <CopyButton
          what="link"
          value={new URL(pinned, window.location.origin).toString()}
        />
      </div>
      {shown ? (
        <span role="status" className={styles.said}>
          {formatDays(shown.from, lastDay(shown.to))}
        </span>
      ) : null}
    </div>
  );
}
