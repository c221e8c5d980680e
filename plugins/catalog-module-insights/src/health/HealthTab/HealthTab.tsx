import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import { Column, Columns, EmptyState, Panel, useNow } from '@fairway/look';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { HealthNow, ReasonsSkeleton } from '../HealthCard';
import { toSpells } from '../timeline';
import { Timeline } from './Timeline';
import { useHistory } from './useHistory';

/** How it is doing, and how it was doing before: each change with its reasons. */
export function HealthTab() {
  const { entity } = useEntity();
  const { state, reload, showEarlier } = useHistory(stringifyEntityRef(entity));
  const now = useNow({ every: 5_000 });
  const history = state.status === 'loaded' ? state.value : undefined;
  return (
    <Columns layout="1-1">
      <Column>
        <HealthNow title="Now" />
      </Column>
      <Column>
        <Panel
          title="Timeline"
          flush
          footer={
            history?.nextCursor ? (
              <Button
                variant="secondary"
                size="small"
                isPending={state.status === 'loaded' && state.reloading}
                onPress={showEarlier}
              >
                Show earlier changes
              </Button>
            ) : null
          }
        >
          {state.status === 'loading' ? <ReasonsSkeleton /> : null}
          {state.status === 'failed' ? (
            <LoadFailure
              what="The timeline"
              error={state.error}
              retrying={state.retrying}
              onRetry={reload}
            >
              What was recorded is kept.
            </LoadFailure>
          ) : null}
          {history && history.items.length > 0 ? (
            <Timeline spells={toSpells(history.items)} now={now} />
          ) : null}
          {history && history.items.length === 0 ? (
            <EmptyState variant="noData" title="No change yet">
              Every change of its health is kept here from the first on, with
              the reasons there were.
            </EmptyState>
          ) : null}
        </Panel>
      </Column>
    </Columns>
  );
}
