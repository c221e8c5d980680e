import { useState } from 'react';
import {
  promotionPhase,
  type EntityReleases,
  type PromotionRequest,
} from '@fairway/plugin-releases-common';
import { promotionPair } from '../../model/words';
import { EnvironmentRelease } from '../EnvironmentRelease';
import { PromoteDialog } from '../PromoteDialog';
import { PromotionNote } from '../PromotionNote';
import { PromotionStep } from '../PromotionStep';
import styles from './ReleasesOverview.module.css';

/** The environments side by side, with the step between the two that matter. */
export function ReleasesOverview(props: {
  releases: EntityReleases;
  arrived: { to: string; version: string } | undefined;
  owners: string[];
  now: Date;
  onPromote: (request: PromotionRequest) => Promise<void>;
}) {
  const { releases, arrived, owners, now, onPromote } = props;
  const { environments, promotion, mayPromote } = releases;
  const [confirming, setConfirming] = useState(false);
  const phase = promotionPhase(releases, now);
  const pair = promotionPair(environments, promotion);
  const others = environments.filter(
    found => found !== pair?.from && found !== pair?.to,
  );
  return (
    <>
      {pair ? (
        <div className={styles.pair}>
          <EnvironmentRelease releases={pair.from} now={now} />
          <PromotionStep
            {...{ pair, promotion, phase, mayPromote, owners }}
            onPromote={() => setConfirming(true)}
          />
          <EnvironmentRelease releases={pair.to} now={now} />
        </div>
      ) : null}
      <div className={styles.note}>
        <PromotionNote {...{ environments, promotion, phase, arrived, now }} />
      </div>
      {others.length > 0 ? (
        <div className={styles.others}>
          {others.map(found => (
            <EnvironmentRelease
              key={found.environment}
              releases={found}
              now={now}
            />
          ))}
        </div>
      ) : null}
      {confirming && pair && promotion?.version ? (
        <PromoteDialog
          pair={pair}
          version={promotion.version}
          aheadBy={promotion.aheadBy}
          onPromote={onPromote}
          onClose={() => setConfirming(false)}
        />
      ) : null}
    </>
  );
}
