import type { HealthStatus } from '@fairway/plugin-health-common';
import type { Part, PartState } from '../rules/PartState';
import type { Notice } from '../rules/nextNotice';

/** What is kept of an entity's health; PostgreSQL gives bigints as text. */
export interface EntityRow {
  entity_ref: string;
  entity: string;
  owners: string;
  matters: boolean | number;
  status: HealthStatus;
  since: number | string;
  text: string | null;
  stale: boolean | number;
  revision: number | string;
  told: Notice | null;
  to_tell: Notice | null;
}

export interface PartRow {
  entity_ref: string;
  source: string;
  /** JSON: PartState. */
  state: string;
  checked_at: number | string | null;
}

export const iso = (moment: number | string): string =>
  new Date(Number(moment)).toISOString();

export const toPart = ({ state, checked_at: checkedAt }: PartRow): Part => ({
  state: JSON.parse(state) as PartState,
  ...(checkedAt !== null && { checkedAt: Number(checkedAt) }),
});
