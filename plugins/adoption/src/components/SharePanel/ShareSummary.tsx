import type { ServicesAnswer } from '@fairway/plugin-adoption-common';
import { SkeletonLine, formatCount } from '@fairway/look';
import { TrendMark } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { shareTrend } from '../../model/trend';
import { NumberLink } from '../NumberLink';
import styles from './SharePanel.module.css';

interface ShareSummaryProps {
  answer?: ServicesAnswer;
  adoption: Adoption;
}

/** On a path and off one, made here and imported, each leading to its services; and how the share was before. */
export function ShareSummary({ answer, adoption }: ShareSummaryProps) {
  if (!answer) {
    return (
      <div className={styles.summary}>
        <SkeletonLine width={280} />
      </div>
    );
  }
  const { share, origins } = answer;
  const { rowsHref } = adoption;
  const trend = shareTrend(share, answer);
  return (
    <div className={styles.summary}>
      <span>
        <NumberLink
          n={share.count}
          href={rowsHref({ list: 'services', path: 'on' })}
          what="services"
          quiet
        >
          {' on a path'}
        </NumberLink>
        ,{' '}
        <NumberLink
          n={share.n - share.count}
          href={rowsHref({ list: 'services', path: 'off' })}
          what="a path"
          quiet
        >
          {' off'}
        </NumberLink>
      </span>
      <span>
        <NumberLink
          n={origins.created.services}
          href={rowsHref({ list: 'services', origin: 'created' })}
          what="services"
          quiet
        >
          {' created here'}
        </NumberLink>
        ,{' '}
        <NumberLink
          n={origins.imported.services}
          href={rowsHref({ list: 'services', origin: 'imported' })}
          what="services"
          quiet
        >
          {' imported'}
        </NumberLink>
      </span>
      {answer.hidden ? (
        <span>
          includes {formatCount(answer.hidden, 'service')} you can’t open
        </span>
      ) : null}
      {trend ? <TrendMark trend={trend} /> : null}
    </div>
  );
}
