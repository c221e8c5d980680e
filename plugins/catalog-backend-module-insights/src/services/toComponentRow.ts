import {
  type Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import type {
  ComponentRow,
  ListedHealth,
} from '@fairway/plugin-catalog-insights-common';
import type { StoredRow } from '../database/ComponentQueries';
import { SYSTEM_PREFIX } from '../database/sorts';

const TEMPLATE = 'fairway/template';

const iso = (moment: unknown) => new Date(Number(moment)).toISOString();
const textOf = (value: unknown) =>
  typeof value === 'string' && value ? value : undefined;

function healthOf(insight: StoredRow['insight']): ListedHealth | undefined {
  if (!insight.health_status) return undefined;
  return {
    status: insight.health_status as ListedHealth['status'],
    since: iso(insight.health_since),
    text: textOf(insight.health_text),
    stale: Boolean(insight.health_stale),
  };
}

function deliveryOf({
  cells,
  window_days: days,
}: StoredRow['insight']): ComponentRow['delivery'] {
  return typeof cells === 'string'
    ? { windowDays: Number(days), cells: JSON.parse(cells) }
    : undefined;
}

/** A row as it is told. */
export function toComponentRow({
  entityRef,
  entity: json,
  insight,
  referred,
}: StoredRow): ComponentRow {
  const { metadata, spec, relations = [] }: Entity = JSON.parse(json);
  const related = (type: string, prefix = '') =>
    relations.find(
      relation =>
        relation.type === type && relation.targetRef.startsWith(prefix),
    )?.targetRef;
  const ownerRef = related(RELATION_OWNED_BY);
  const systemRef = related(RELATION_PART_OF, SYSTEM_PREFIX);
  const titleOf = (ref?: string) => ref && referred.get(ref.toLowerCase());
  return {
    entityRef,
    name: metadata.name,
    title: metadata.title,
    description: metadata.description,
    ownerRef,
    ownerTitle: titleOf(ownerRef),
    ...(ownerRef &&
      !referred.has(ownerRef.toLowerCase()) && { ownerMissing: true }),
    systemRef,
    systemTitle: titleOf(systemRef),
    lifecycle: textOf(spec?.lifecycle),
    type: textOf(spec?.type),
    tags: metadata.tags ?? [],
    pathRef: textOf(metadata.annotations?.[TEMPLATE]),
    health: healthOf(insight),
    delivery: deliveryOf(insight),
    ...(insight.computed_at !== null && {
      computedAt: iso(insight.computed_at),
    }),
  };
}
