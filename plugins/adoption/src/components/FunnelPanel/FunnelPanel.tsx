import type { CreationsAnswer } from '@fairway/plugin-adoption-common';
import { formatCount, Panel, SkeletonLine } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { describeFunnel } from '../../model/describeFunnel';
import { DataTable } from '../DataTable';
import { funnelColumns } from './funnelColumns';
import styles from './FunnelPanel.module.css';

interface FunnelPanelProps {
  answer?: CreationsAnswer;
  adoption: Adoption;
}

function end({ attempts, teams }: CreationsAnswer) {
  return `${formatCount(attempts.n, 'attempt')}, ${formatCount(teams, 'team')}; each number opens its rows`;
}

/** How far the attempts came, how long each stage took, and what holds those that did not go on. */
export function FunnelPanel({ answer, adoption }: FunnelPanelProps) {
  const { team, system } = answer?.filters ?? {};
  return (
    <Panel
      title="From Create Service to production"
      flush
      end={answer ? <span>{end(answer)}</span> : null}
    >
      <div className={styles.finding}>
        {answer ? describeFunnel(answer) : <SkeletonLine width={280} />}
      </div>
      <DataTable
        caption="From opening Create Service to production"
        columns={funnelColumns(answer, adoption)}
        rows={answer?.funnel}
        keyOf={({ stage }) => stage}
        expected={6}
      />
      {team || system ? (
        <p className={styles.note}>
          Who opens the form has named no team and no system yet, so Opened
          can’t be told apart by them.
        </p>
      ) : null}
    </Panel>
  );
}
