import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import { z } from 'zod';
import { DeliveryRow } from '../forge/DeliveryQueue';
import { Forge } from '../forge/Forge';
import { addressOf } from '../http/caller';
import { deliveryItemJson, deliveryJson } from '../represent/hooks';
import { hookOf, ScopeOf } from './hookRoutes';

const listQuery = z.object({
  per_page: z.coerce.number().int().min(1).max(100).catch(30),
  cursor: z.coerce.number().int().min(1).optional().catch(undefined),
  status: z.enum(['success', 'failure']).optional().catch(undefined),
});

/** What was delivered to a hook, newest first, and delivering it again. */
export function deliveryRoutes(
  forge: Forge,
  router: Router,
  { base, scopeOf }: { base: string; scopeOf: ScopeOf },
): void {
  router.get(`${base}/deliveries`, (req, res) => {
    const hook = hookOf(forge, scopeOf(req, res), req);
    const query = listQuery.parse(req.query);
    const found = forge.webhooks.deliveries(hook.id, {
      before: query.cursor,
      limit: query.per_page + 1,
      status: query.status,
    });
    const shown = found.slice(0, query.per_page);
    if (found.length > shown.length) {
      linkNext(forge, req, res, shown[shown.length - 1].id);
    }
    res.json(shown.map(deliveryItemJson));
  });
  router.get(`${base}/deliveries/:delivery_id`, (req, res) => {
    const hook = hookOf(forge, scopeOf(req, res), req);
    res.json(deliveryJson(deliveryOf(forge, hook.id, req), hook));
  });
  router.post(`${base}/deliveries/:delivery_id/attempts`, (req, res) => {
    const hook = hookOf(forge, scopeOf(req, res), req);
    forge.webhooks.redeliver(deliveryOf(forge, hook.id, req).id);
    res.status(202).json({});
  });
}

function deliveryOf(forge: Forge, hookId: number, req: Request): DeliveryRow {
  const delivery = forge.webhooks.delivery(
    hookId,
    Number(req.params.delivery_id),
  );
  if (!delivery) {
    throw new NotFoundError('Not Found');
  }
  return delivery;
}

function linkNext(forge: Forge, req: Request, res: Response, cursor: number) {
  const query = new URLSearchParams(req.originalUrl.split('?')[1]);
  query.set('cursor', String(cursor));
  res.setHeader('Link', `<${addressOf(forge, req)}?${query}>; rel="next"`);
}
