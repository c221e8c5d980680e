import type { Hook } from './Webhooks';

export interface HookRow {
  id: number;
  organisation: string | null;
  repository_id: number | null;
  url: string;
  content_type: 'json' | 'form';
  secret: string | null;
  events: string;
  active: number;
  created_at: string;
  updated_at: string;
}

export function toHook(row: HookRow): Hook {
  return {
    id: row.id,
    organisation: row.organisation,
    repositoryId: row.repository_id,
    url: row.url,
    contentType: row.content_type,
    secret: row.secret,
    events: JSON.parse(row.events),
    active: row.active === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
