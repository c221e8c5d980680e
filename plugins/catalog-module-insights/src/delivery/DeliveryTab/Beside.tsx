import type { MetricsAnswer } from '@fairway/plugin-metrics-common';
import { formatDay } from '@fairway/plugin-metrics-react';
import { Link } from '@backstage/ui';
import { formatCount } from '@fairway/look';
import type { DeliveryView } from '../deliveryView';
import styles from './DeliveryTab.module.css';

interface BesideProps {
  /** Left out while it is on its way. */
  answer?: MetricsAnswer;
  hrefOf?: (change: Partial<DeliveryView>) => string;
}

/** What the five figures leave out on purpose, and from when on something is known. */
export function Beside({ answer, hrefOf = () => '' }: BesideProps) {
  if (!answer) return <p className={styles.beside}>&nbsp;</p>;
  const { redeploys, failedRollouts, incidentsUnattributed } = answer.counts;
  const { knownSince } = answer.freshness;
  const leftOut = hrefOf({
    evidence: { metric: 'deploymentFrequency', list: 'left-out' },
  });
  return (
    <p className={styles.beside}>
      Not in them:{' '}
      <Link href={leftOut}>{formatCount(redeploys, 'redeploy')}</Link>,{' '}
      <Link href={leftOut}>
        {formatCount(failedRollouts, 'failed rollout')}
      </Link>
      ,{' '}
      <Link href={hrefOf({ evidence: { metric: 'incidents' } })}>
        {formatCount(incidentsUnattributed, 'incident')} laid to no deployment
      </Link>
      {knownSince ? (
        <>
          <span aria-hidden> · </span>Known since{' '}
          {formatDay(knownSince, { year: true })}, days of {answer.zone}
        </>
      ) : null}
    </p>
  );
}
