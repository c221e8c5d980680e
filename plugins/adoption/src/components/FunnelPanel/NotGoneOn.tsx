import type { FunnelStage } from '@fairway/plugin-adoption-common';
import { Sign } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { stageWords, waitingWords } from '../../model/words';
import { NumberLink } from '../NumberLink';
import styles from './FunnelPanel.module.css';

interface NotGoneOnProps {
  stage: FunnelStage;
  rowsHref: Adoption['rowsHref'];
}

const reasons = [
  ...(['failed', 'cancelled', 'left', 'waiting', 'unknown'] as const),
];

/** What holds those who came as far as this and no further: what failed first. */
export function NotGoneOn({
  stage: { stage, stopped },
  rowsHref,
}: NotGoneOnProps) {
  const words = {
    failed: 'failed',
    cancelled: 'stopped',
    left: 'left the form',
    waiting: waitingWords[stage],
    unknown: 'deleted',
  };
  // Those who are in production have nowhere to go on to.
  const held = reasons.filter(
    reason => stopped[reason] > 0 && stage !== 'production',
  );
  if (held.length === 0) return <span className={styles.quiet}>–</span>;
  return (
    <ul className={styles.held}>
      {held.map(reason => (
        <li key={reason}>
          {reason === 'failed' ? <Sign sign="failed" /> : null}
          <NumberLink
            n={stopped[reason]}
            href={rowsHref({
              list: 'attempts',
              reached: stage,
              stopped: reason,
              publishes: 'true',
            })}
            what={`after ${stageWords[stage]}`}
            quiet
          >
            {` ${words[reason]}`}
          </NumberLink>
        </li>
      ))}
    </ul>
  );
}
