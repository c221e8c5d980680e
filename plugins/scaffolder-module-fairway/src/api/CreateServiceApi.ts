import { createApiRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';

/** What is known of a name in catalog and forge. */
export interface NameAnswer {
  name: string;
  organisation: string;
  /** Whether the name keeps the rule. */
  valid: boolean;
  problems: { rule: string; message: string }[];
  component: { free: boolean; entityRef?: string; owner?: string };
  repository: { free: boolean; url?: string };
}

export interface CreateRequest {
  templateRef: string;
  values: JsonObject;
}

/** A run as it is listed: the scaffolder's task, with who started it. */
export interface Run extends ScaffolderTask {
  createdBy?: string;
}

export interface RunsQuery {
  /** Only runs of this user. */
  createdBy?: string;
  status?: Run['status'][];
  limit: number;
  offset: number;
}

/** Counted by the server over all pages. */
export interface RunsPage {
  runs: Run[];
  total: number;
}

/** What the pages ask of the scaffolder beyond its stock client. */
export interface CreateServiceApi {
  checkName(name: string, signal?: AbortSignal): Promise<NameAnswer>;

  /**
   * Asks whether a creation would be accepted now; nothing is created.
   *
   * @throws Refusal where it would not.
   */
  check(request: CreateRequest, signal?: AbortSignal): Promise<void>;

  /**
   * Starts the run. The same key with the same request gives the same run, so that a request whose answer was
   * lost can be sent again.
   *
   * @throws Refusal where it is not accepted; then nothing was created.
   */
  create(
    request: CreateRequest & { secrets?: Record<string, string> },
    idempotencyKey: string,
  ): Promise<{ taskId: string }>;

  /** Newest first. */
  listRuns(query: RunsQuery, signal?: AbortSignal): Promise<RunsPage>;

  /** Where the scaffolder answers, for the same from a terminal. */
  tasksUrl(): Promise<string>;
}

export const createServiceApiRef = createApiRef<CreateServiceApi>().with({
  id: 'plugin.scaffolder.fairway-create',
  pluginId: 'scaffolder',
});
