import { Button, Link } from '@backstage/ui';
import { formatCount, safeUrl, StatusLabel } from '@fairway/look';
import type {
  EnvironmentReleases,
  Promotion,
  PromotionPhase,
} from '@fairway/plugin-releases-common';
import { RiArrowRightLine } from '@remixicon/react';
import { capitalised, nameOf } from '../../model/words';
import styles from './PromotionStep.module.css';

/** What stands between two environments: the step, whether it can be taken, how far it is. */
export function PromotionStep(props: {
  pair: { from: EnvironmentReleases; to: EnvironmentReleases };
  promotion: Promotion | undefined;
  phase: PromotionPhase;
  mayPromote: boolean;
  /** Names of the groups whose members may promote. */
  owners: string[];
  onPromote: () => void;
}) {
  const { pair, promotion, phase, mayPromote, owners, onPromote } = props;
  if (!promotion) {
    return (
      <div className={styles.step}>
        <RiArrowRightLine size={16} aria-hidden className={styles.arrow} />
        <span className={styles.quiet}>{nothingToPromote(pair)}</span>
      </div>
    );
  }
  return (
    <div className={styles.step}>
      <Control {...{ promotion, phase, mayPromote, onPromote }} />
      <span className={styles.quiet}>{distance(pair, promotion)}</span>
      <Compare pair={pair} promotion={promotion} />
      {promotion.unavailable ? (
        <span className={styles.quiet}>{promotion.unavailable}</span>
      ) : null}
      {!mayPromote && !promotion.unavailable ? (
        <span className={styles.quiet}>{whoMay(owners)}</span>
      ) : null}
    </div>
  );
}

function Control(props: {
  promotion: Promotion;
  phase: PromotionPhase;
  mayPromote: boolean;
  onPromote: () => void;
}) {
  const { promotion, phase, mayPromote, onPromote } = props;
  const { version, to, run } = promotion;
  const runUrl = safeUrl(run?.url);
  switch (phase) {
    case 'unavailable':
      return (
        <RiArrowRightLine size={16} aria-hidden className={styles.arrow} />
      );
    case 'running':
    case 'waiting':
    case 'deploying':
      return (
        <div role="status" className={styles.progress}>
          <StatusLabel sign="running" word={progressOf(phase, promotion)} />
          {runUrl ? (
            <Link href={runUrl} target="_blank" rel="noreferrer">
              Log of the run
            </Link>
          ) : null}
        </div>
      );
    case 'deployFailed':
      // The target's folder has it already: promoting it again changes nothing.
      return <StatusLabel sign="failed" word={`${version} did not start`} />;
    default:
      return (
        <Button
          variant={phase === 'ready' ? 'primary' : 'secondary'}
          size="small"
          iconEnd={<RiArrowRightLine />}
          isDisabled={!mayPromote}
          onPress={onPromote}
          aria-label={`Promote ${version} to ${to}`}
        >
          Promote {version}
        </Button>
      );
  }
}

function Compare(props: {
  pair: { from: EnvironmentReleases; to: EnvironmentReleases };
  promotion: Promotion;
}) {
  const { pair, promotion } = props;
  const compareUrl = safeUrl(promotion.compareUrl);
  const { current: before } = pair.to;
  const { current: after } = pair.from;
  return compareUrl && before && after ? (
    <Link href={compareUrl} target="_blank" rel="noreferrer">
      Compare {nameOf(before)} with {nameOf(after)}
    </Link>
  ) : null;
}

function progressOf(phase: PromotionPhase, promotion: Promotion): string {
  const { run, to } = promotion;
  const version = run?.version ?? promotion.version;
  switch (phase) {
    case 'running':
      return run?.status === 'waiting'
        ? `${version} waits for an approval`
        : `Promoting ${version}`;
    case 'waiting':
      return `${capitalised(to)} is about to take ${version}`;
    default:
      return `Starting ${version} in ${to}`;
  }
}

function nothingToPromote({
  from,
  to,
}: {
  from: EnvironmentReleases;
  to: EnvironmentReleases;
}): string {
  return from.current && to.current
    ? `${capitalised(to.environment)} runs what ${from.environment} runs`
    : `Nothing to promote from ${from.environment} yet`;
}

function distance(
  { from, to }: { from: EnvironmentReleases; to: EnvironmentReleases },
  { aheadBy, behindBy }: Promotion,
): string | undefined {
  if (!to.current) {
    return `The first release for ${to.environment}`;
  }
  const parts = [
    aheadBy ? `${formatCount(aheadBy, 'change')} ahead of` : undefined,
    behindBy ? `${formatCount(behindBy, 'change')} behind` : undefined,
  ].filter(Boolean);
  if (parts.length > 0) {
    return `${parts.join(', ')} ${to.environment}`;
  }
  return from.current?.revision === to.current.revision
    ? `Built from the same change as ${to.environment}`
    : undefined;
}

function whoMay(owners: string[]): string {
  const teams =
    owners.length > 0 ? `members of ${owners.join(' or ')}` : 'its owner';
  return `Only ${teams}, and the platform team, may promote`;
}
