import type { ServicesAnswer } from '@fairway/plugin-adoption-common';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { Panel } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import type { ShareView } from '../../model/adoptionView';
import { formatNumber, formatShare } from '../../model/words';
import { ShareOverTime } from './ShareOverTime';
import { ShareSummary } from './ShareSummary';
import { TeamsTable } from './TeamsTable';

interface SharePanelProps {
  answer?: ServicesAnswer;
  adoption: Adoption;
}

function titleOf({ share }: ServicesAnswer): string {
  const counted = `${formatNumber(share.count)} of ${formatNumber(share.n)}`;
  return share.value === undefined
    ? `Services on a path: ${counted}`
    : `Services on a path: ${counted}, ${formatShare(share.value)}`;
}

/** How many services are on a path: by team, and over time. */
export function SharePanel({ answer, adoption }: SharePanelProps) {
  const { view, change } = adoption;
  return (
    <Panel
      title={answer ? titleOf(answer) : 'Services on a path'}
      flush
      end={
        <ToggleButtonGroup
          aria-label="Services on a path, shown as"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view.share]}
          onSelectionChange={([share]) => change({ share: share as ShareView })}
        >
          <ToggleButton id="teams">Teams</ToggleButton>
          <ToggleButton id="chart">Chart</ToggleButton>
          <ToggleButton id="table">Table</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <ShareSummary answer={answer} adoption={adoption} />
      {view.share === 'teams' || !answer ? (
        <TeamsTable answer={answer} adoption={adoption} />
      ) : (
        <ShareOverTime
          answer={answer}
          adoption={adoption}
          table={view.share === 'table'}
        />
      )}
    </Panel>
  );
}
