import { Link } from '@backstage/ui';
import { formatMoment, InlineNote, safeUrl } from '@fairway/look';
import type {
  EnvironmentReleases,
  Promotion,
  PromotionPhase,
} from '@fairway/plugin-releases-common';
import { capitalised, nameOf } from '../../model/words';

/** How a promotion ended: said in one line, with where to look. */
export function PromotionNote(props: {
  environments: EnvironmentReleases[];
  promotion: Promotion | undefined;
  phase: PromotionPhase;
  arrived: { to: string; version: string } | undefined;
  now: Date;
}) {
  const { environments, promotion, phase, arrived, now } = props;
  const target = environments.find(
    ({ environment }) => environment === (promotion?.to ?? arrived?.to),
  );
  if (arrived && target?.current) {
    return (
      <InlineNote
        tone="success"
        title={`${capitalised(arrived.to)} runs ${arrived.version}.`}
        action={<OutsideLink href={target.current.url}>Open it</OutsideLink>}
      />
    );
  }
  if (!promotion || !target) {
    return null;
  }
  const { run, version, to } = promotion;
  const serving = target.current
    ? `${nameOf(target.current)} still serves.`
    : `Nothing runs in ${to} yet.`;
  switch (phase) {
    case 'runFailed':
      return (
        <InlineNote
          tone="danger"
          title={`The promotion of ${version} ended with ${wordOf(run?.conclusion)}.`}
          action={<OutsideLink href={run?.url}>Log of the run</OutsideLink>}
        >
          {serving} Read the log, correct the cause, then promote again.
        </InlineNote>
      );
    case 'deployFailed':
      return (
        <InlineNote
          tone="danger"
          title={`${version} was promoted, and did not start in ${to}.`}
          action={
            <OutsideLink href={target.latest?.logUrl ?? run?.url}>
              Log of the start
            </OutsideLink>
          }
        >
          {serving} Correct it on main and promote the next version, or revert
          the promotion on the branch <code>deploy</code>.
        </InlineNote>
      );
    case 'overdue':
      return (
        <InlineNote
          tone="warning"
          title={`${version} was promoted ${run?.updatedAt ? formatMoment(run.updatedAt, now) : ''}, and ${to} has not taken it up.`}
          action={<OutsideLink href={run?.url}>Log of the run</OutsideLink>}
        >
          {serving} The deployer may be away: ask the platform team.
        </InlineNote>
      );
    default:
      return null;
  }
}

function OutsideLink(props: { href: string | undefined; children: string }) {
  const href = safeUrl(props.href);
  return href ? (
    <Link href={href} target="_blank" rel="noreferrer">
      {props.children}
    </Link>
  ) : null;
}

function wordOf(conclusion: string | undefined): string {
  return conclusion ? `“${conclusion.replace(/_/g, ' ')}”` : 'no result';
}
