import type { CreationsAnswer } from '@fairway/plugin-adoption-common';
import { quantifySeconds, TrendMark } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { durationTrend } from '../../model/trend';
import { notEnough, nounAfter } from '../../model/words';
import { NumberLink } from '../NumberLink';
import styles from './FirstDeployPanel.module.css';

interface FirstDeployFiguresProps {
  answer: CreationsAnswer;
  adoption: Adoption;
}

const quantiles = ['median', 'p75', 'p95'] as const;

/** Median, p75 and p95 with their unit, of how many services, and how that was before. */
export function FirstDeployFigures(props: FirstDeployFiguresProps) {
  const { answer, adoption } = props;
  const figure = answer.timeToFirstDeploy;
  const trend = durationTrend(figure, answer);
  return (
    <div className={styles.figures}>
      {figure.enough ? (
        <dl className={styles.tiles}>
          {quantiles.map(name => {
            const { value, unit } = quantifySeconds(figure[name] ?? 0);
            return (
              <div key={name} data-name={name}>
                <dt>{name}</dt>
                <dd>
                  {value}
                  <small>{unit}</small>
                </dd>
              </div>
            );
          })}
        </dl>
      ) : (
        <div className={styles.instead}>
          <strong>Not enough data</strong>
          <span>{notEnough(figure.n, figure.needed, 'first deployment')}</span>
        </div>
      )}
      <div className={styles.counted}>
        Create Service to first production,{' '}
        <NumberLink
          n={figure.n}
          href={adoption.rowsHref({ list: 'deploys' })}
          what="that came to production for the first time"
          quiet
        >
          {nounAfter(figure.n, 'service')}
        </NumberLink>
      </div>
      {trend ? <TrendMark trend={trend} /> : null}
    </div>
  );
}
