import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import {
  defaultRange,
  MetricTiles,
  useFigures,
  useMinute,
} from '@fairway/plugin-metrics-react';
import { Link } from '@backstage/ui';
import { Panel } from '@fairway/look';
import { DeliveryFailure, isEmpty, NothingYet } from '../DeliveryState';
import { formatDelivery, parseDelivery } from '../deliveryView';

function Content({ path }: { path: string }) {
  const { entity } = useEntity();
  const now = useMinute();
  const { answer, reload } = useFigures({
    scope: stringifyEntityRef(entity),
    range: defaultRange,
    now,
  });
  if (answer.status === 'failed') {
    return (
      <DeliveryFailure
        error={answer.error}
        retrying={answer.reloading}
        onRetry={reload}
      />
    );
  }
  if (answer.status === 'answered' && isEmpty(answer.value))
    return <NothingYet entity={entity} />;
  return (
    <MetricTiles
      brief
      answer={answer.status === 'answered' ? answer.value : undefined}
      hrefOf={metric => {
        const view = parseDelivery(new URLSearchParams());
        const search = formatDelivery({ ...view, metric }).toString();
        return search ? `${path}?${search}` : path;
      }}
    />
  );
}

/** On an overview: the five figures of the last 90 days, each leading to its place on the Delivery tab. */
export function GlanceCard() {
  const { entity } = useEntity();
  const path = `${entityPath(getCompoundEntityRef(entity))}/delivery`;
  return (
    <Panel
      title="Delivery at a glance"
      flush
      end={
        <>
          <span>production, last 90 days, beside the 90 before</span>
          <Link href={path}>Open Delivery</Link>
        </>
      }
    >
      <Content key={path} path={path} />
    </Panel>
  );
}
