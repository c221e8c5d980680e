import type { EvidenceItem } from '@fairway/plugin-metrics-common';
import { formatSeconds } from '@fairway/plugin-metrics-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { formatMoment, safeUrl } from '@fairway/look';
import { EntityLink } from '../../components/EntityLink';
import {
  describeAttribution,
  describeFailures,
  describeKind,
  nameIncident,
  nameRelease,
  type EvidenceContext,
  type Reason,
} from './describeEvidence';
import type { EvidenceList } from './evidenceLists';
import styles from './Evidence.module.css';

interface EvidenceRowProps {
  item: EvidenceItem;
  list: EvidenceList;
  context: EvidenceContext;
  /** Where several services are looked at, each row names its own. */
  named: boolean;
  now: Date;
}

function Named({ url, children }: { url?: string; children: string }) {
  const href = safeUrl(url);
  return href ? (
    <Link href={href} target="_blank" rel="noreferrer" weight="bold">
      {children}
    </Link>
  ) : (
    <strong>{children}</strong>
  );
}

function nameOf(item: EvidenceItem): { name: string; at: string } {
  if (item.type === 'change')
    return {
      name: item.changeKey.replace(/^change /, '#').replace(/^commit /, ''),
      at: item.deployedAt,
    };
  return item.type === 'incident'
    ? { name: nameIncident(item.incidentId), at: item.openedAt }
    : { name: nameRelease(item), at: item.finishedAt };
}

function reasonsOf({ item, list, context }: EvidenceRowProps): Reason[] {
  if (item.type === 'change')
    return [
      {
        text: item.title || 'Without a title',
        evidence: whereOf(item, context),
      },
    ];
  if (item.type === 'incident') {
    const { text, evidence } = describeAttribution(item, context);
    return [{ text: item.title }, { text: `Laid to: ${text}`, evidence }];
  }
  return list.last === 'recovery'
    ? describeFailures(item, context)
    : [describeKind(item, context)];
}

function whereOf(
  item: Extract<EvidenceItem, { type: 'change' }>,
  context: EvidenceContext,
): string {
  const deployment = context.deployments.get(item.deploymentId);
  return deployment
    ? `first in ${nameRelease(deployment)}`
    : `first in deployment ${item.deploymentId}`;
}

function between(from: string, to: string): string {
  return formatSeconds((Date.parse(to) - Date.parse(from)) / 1_000);
}

function Took({ item, now }: { item: EvidenceItem; now: Date }) {
  if (item.type === 'change') return <>{formatSeconds(item.leadSeconds)}</>;
  const [from, to] =
    item.type === 'incident'
      ? [item.openedAt, item.resolvedAt]
      : [item.finishedAt, item.recoveredAt];
  return to ? (
    <>{between(from, to)}</>
  ) : (
    <strong>open, {between(from, now.toISOString())}</strong>
  );
}

/** One deployment, change or incident: what it was, and why it counts. */
export function EvidenceRow(props: EvidenceRowProps) {
  const { item, list, named, now } = props;
  const { name, at } = nameOf(item);
  const revision =
    item.type === 'deployment' && item.version
      ? item.revision?.slice(0, 7)
      : undefined;
  const short = /^[0-9a-f]{40}$/.test(name) ? name.slice(0, 7) : name;
  return (
    <tr>
      <th scope="row">
        <Named url={item.url}>{short}</Named>
        <span className={styles.quiet}>
          {formatMoment(at, now)}
          {revision ? ` · ${revision}` : ''}
        </span>
        {named ? (
          <span className={styles.quiet}>
            <EntityLink entityRef={parseEntityRef(item.entityRef)} />
          </span>
        ) : null}
        {item.future ? (
          <span className={styles.quiet}>ahead of the clock</span>
        ) : null}
      </th>
      <td>
        {reasonsOf(props).map(({ text, evidence, url }) => (
          <div key={`${text} ${evidence}`}>
            {safeUrl(url) ? (
              <Link href={safeUrl(url)!} target="_blank" rel="noreferrer">
                {text}
              </Link>
            ) : (
              text
            )}
            {evidence ? (
              <span className={styles.quiet}>Evidence: {evidence}</span>
            ) : null}
          </div>
        ))}
      </td>
      {list.last ? (
        <td className={styles.took}>
          <Took item={item} now={now} />
        </td>
      ) : null}
    </tr>
  );
}
