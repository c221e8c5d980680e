import type { Entity } from '@backstage/catalog-model';
import { useManyFigures } from '@fairway/plugin-metrics-react';
import { LoadFailure } from '@fairway/plugin-catalog-insights-react';
import { EmptyState, formatCount, Panel } from '@fairway/look';
import type { Delivery } from '../useDeliveryView';
import { ServicesTable } from './ServicesTable';
import { useServices } from './useServices';

interface ServicesPanelProps {
  entity: Entity;
  delivery: Delivery;
  now: Date;
}

/** The services that a team's, system's or domain's figures are made of, the worst first. */
export function ServicesPanel({ entity, delivery, now }: ServicesPanelProps) {
  const services = useServices(entity);
  const listed =
    services.answer.status === 'answered' ? services.answer.value : undefined;
  const { range } = delivery.view;
  const many = useManyFigures({ entityRefs: listed?.refs ?? [], range, now });
  const failed = [services, many].find(
    ({ answer }) => answer.status === 'failed',
  );
  const figures =
    many.answer.status === 'answered' && listed ? many.answer : undefined;
  const more = listed ? listed.totalItems - listed.refs.length : 0;
  return (
    <Panel
      title="Services"
      flush
      end={
        listed ? (
          <span>
            {formatCount(listed.totalItems, 'service')} that you can open
            {more > 0 ? `, the first ${listed.refs.length} shown` : ''}
          </span>
        ) : null
      }
    >
      {failed?.answer.status === 'failed' ? (
        <LoadFailure
          what="The services"
          error={failed.answer.error}
          retrying={failed.answer.reloading}
          onRetry={failed.reload}
        />
      ) : null}
      {!failed && listed?.refs.length === 0 ? (
        <EmptyState variant="noData" title="No services that you can open">
          The figures above can still be of services that you can’t open, or
          that belonged here before.
        </EmptyState>
      ) : null}
      {!failed && listed?.refs.length !== 0 ? (
        <ServicesTable
          items={
            figures && (!figures.outdated || figures.value.items.length)
              ? figures.value.items
              : undefined
          }
          stale={figures?.outdated ?? false}
          delivery={delivery}
        />
      ) : null}
    </Panel>
  );
}
