import { VisuallyHidden } from '@backstage/ui';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import type { MetricName } from '@fairway/plugin-metrics-common';
import { Sparkline } from '@fairway/plugin-metrics-react';
import { formatFigure, whyNoFigure } from '../../model/figureWords';
import styles from './FigureCell.module.css';

interface FigureCellProps {
  metric: MetricName;
  delivery: ComponentRow['delivery'];
  /** Leaves the line out where there is no room for it. */
  plain?: boolean;
}

/** One delivery metric of one service: how it went, what it is, and whether it got worse; or why there is none. */
export function FigureCell({ metric, delivery, plain }: FigureCellProps) {
  const cell = delivery?.cells[metric];
  if (!cell || cell.value === null) {
    const { word, meaning } = whyNoFigure(metric, cell, {
      windowDays: delivery?.windowDays,
      deployments: delivery?.cells.changeFailRate?.n,
    });
    return (
      <span className={cell?.open ? undefined : styles.none} title={meaning}>
        {cell?.open ? <b>{word}</b> : word}
      </span>
    );
  }
  const { value, n, trend, series } = cell;
  const before = `the ${delivery?.windowDays} days before`;
  const change =
    trend === 'better' || trend === 'worse'
      ? `, ${trend} than ${before}`
      : undefined;
  return (
    <span className={styles.cell} title={`n = ${n}${change ?? ''}`}>
      {plain || !series.some(point => point !== null) ? null : (
        <Sparkline series={series} worse={trend === 'worse'} />
      )}
      <span className={styles.value}>{formatFigure(metric, value)}</span>
      {change ? <VisuallyHidden>{change}</VisuallyHidden> : null}
    </span>
  );
}
