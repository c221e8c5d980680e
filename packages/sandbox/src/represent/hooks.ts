import { DeliveryRow } from '../forge/DeliveryQueue';
import { Hook } from '../forge/Webhooks';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** A webhook below `url`, the address of the list it is in. Its secret is never told. */
export function hookJson(
  url: string,
  hook: Hook,
): Schema<'org-hook'> & Schema<'hook'> {
  const own = `${url}/${hook.id}`;
  return {
    type: hook.organisation ? 'Organization' : 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret && { secret: '********' }),
    },
    updated_at: timestamp(hook.updatedAt),
    created_at: timestamp(hook.createdAt),
    url: own,
    test_url: `${own}/test`,
    ping_url: `${own}/pings`,
    deliveries_url: `${own}/deliveries`,
    last_response: { code: null, status: 'unused', message: null },
  };
}

export function deliveryItemJson(delivery: DeliveryRow) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: timestamp(delivery.created_at),
    redelivery: delivery.redelivery === 1,
    duration: delivery.duration ?? 0,
    status: delivery.status ?? 'waiting',
    status_code: delivery.status_code ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: delivery.repository_id,
  } satisfies Schema<'hook-delivery-item'>;
}

export function deliveryJson(
  delivery: DeliveryRow,
  hook: Hook,
): Schema<'hook-delivery'> {
  return {
    ...deliveryItemJson(delivery),
    url: hook.url,
    request: {
      headers: JSON.parse(delivery.request_headers ?? 'null'),
      payload: JSON.parse(delivery.payload),
    },
    response: {
      headers: JSON.parse(delivery.response_headers ?? 'null'),
      payload: delivery.response_body,
    },
  };
}
