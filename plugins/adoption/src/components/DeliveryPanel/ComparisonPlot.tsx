import type { DeliveryAnswer, Spread } from '@fairway/plugin-adoption-common';
import {
  formatDays,
  formatMetric,
  lastDay,
} from '@fairway/plugin-metrics-react';
import { formatCount } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { boxScale } from '../../model/boxScale';
import { describeComparison } from '../../model/deliveryWords';
import { tooFew } from '../../model/words';
import { BoxPlot, type Box } from '../BoxPlot';
import { NumberLink } from '../NumberLink';
import styles from './DeliveryPanel.module.css';

interface ComparisonPlotProps {
  answer: DeliveryAnswer;
  adoption: Adoption;
}

function quantilesOf(spread: Spread): Box['quantiles'] {
  const { p10, p25, median, p75, p90 } = spread;
  return p10 === undefined ||
    p25 === undefined ||
    median === undefined ||
    p75 === undefined ||
    p90 === undefined
    ? undefined
    : { p10, p25, median, p75, p90 };
}

/** One metric of both groups, drawn on one axis. */
export function ComparisonPlot({ answer, adoption }: ComparisonPlotProps) {
  const { metric } = adoption.view;
  const comparison = answer.metrics[metric];
  const { onPath, offPath } = comparison;
  const boxOf = (id: 'on' | 'off', spread: Spread): Box => ({
    id,
    name: id === 'on' ? 'On a path' : 'Off a path',
    n: (
      <span>
        n{' '}
        <NumberLink
          n={spread.n}
          href={adoption.rowsHref({ list: 'delivery', metric, path: id })}
          what={`services ${id} a path`}
          quiet
        />
      </span>
    ),
    value:
      spread.median === undefined ? (
        <span className={styles.quiet}>{tooFew(spread.n)}</span>
      ) : (
        formatMetric(metric, spread.median)
      ),
    quantiles: quantilesOf(spread),
  });
  const boxes = [boxOf('on', onPath), boxOf('off', offPath)];
  const values = boxes.flatMap(({ quantiles }) =>
    quantiles ? Object.values(quantiles) : [],
  );
  const scale = boxScale(metric, values);
  const leftOut = onPath.leftOut + offPath.leftOut;
  return (
    <div className={styles.body}>
      <p className={styles.finding}>{describeComparison(comparison)}</p>
      <BoxPlot boxes={boxes} scale={scale} />
      <p className={styles.legend}>
        Line p10 to p90, box p25 to p75, bar median; each service counts once
        {scale.logarithmic ? '; log scale' : ''}. Its own figure is taken over{' '}
        {answer.days} days,{' '}
        {formatDays(answer.figuresFrom, lastDay(answer.figuresTo))}.
        {leftOut
          ? ` ${formatCount(leftOut, 'service')} with too little for a figure ${leftOut === 1 ? 'is' : 'are'} left out.`
          : null}
      </p>
    </div>
  );
}
