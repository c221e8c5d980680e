import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AttemptBody } from '@fairway/plugin-adoption-common';

/**
 * Counts attempts to create something, without anybody's name: how many open the form, and how many of those start a run.
 */
export interface AttemptsApi {
  /** Never fails: a form that could not be counted is as good as one that was. */
  record(attempt: AttemptBody): Promise<void>;
}

export const attemptsApiRef = createApiRef<AttemptsApi>().with({
  id: 'plugin.scaffolder.fairway-attempts',
  pluginId: 'scaffolder',
});
