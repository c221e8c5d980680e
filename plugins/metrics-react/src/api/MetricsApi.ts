import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  DistributionAnswer,
  EvidenceAnswer,
  EvidenceName,
  ManyAnswer,
  MetricsAnswer,
  SeriesAnswer,
} from '@fairway/plugin-metrics-common';

/**
 * From when to when: two moments as ISO 8601 with offset. The server takes the whole days of its reporting zone in which
 * they lie, that of `to` included.
 *
 * @public
 */
export interface MetricsWindow {
  from: string;
  to: string;
}

/** @public */
export interface QuestionOptions {
  signal?: AbortSignal;
}

/**
 * Reads delivery metrics. A scope is the reference of a component, group, system or domain, or `organisation`. Refusals
 * are `ResponseError`s; an entity that is unknown and one that may not be read are both 404.
 *
 * @public
 */
export interface MetricsApi {
  /** The five figures, beside those of as many days before where `compare` is not false. */
  figures(
    question: MetricsWindow & { scope: string; compare?: boolean },
    options?: QuestionOptions,
  ): Promise<MetricsAnswer>;

  /** The figures of up to 100 entities. */
  many(
    question: MetricsWindow & { entityRefs: string[]; compare?: boolean },
    options?: QuestionOptions,
  ): Promise<ManyAnswer>;

  /** The figures of each day, week or month. */
  series(
    question: MetricsWindow & {
      scope: string;
      interval: SeriesAnswer['interval'];
    },
    options?: QuestionOptions,
  ): Promise<SeriesAnswer>;

  /** How the services of a group, system, domain or the organisation are spread. */
  distribution(
    question: MetricsWindow & { scope: string },
    options?: QuestionOptions,
  ): Promise<DistributionAnswer>;

  /** A page of the deployments, changes or incidents behind a figure, newest first. */
  evidence(
    question: MetricsWindow & {
      scope: string;
      metric: EvidenceName;
      limit?: number;
      cursor?: string;
    },
    options?: QuestionOptions,
  ): Promise<EvidenceAnswer>;
}

/**
 * Reference to the {@link MetricsApi}.
 *
 * @public
 */
export const metricsApiRef = createApiRef<MetricsApi>().with({
  id: 'plugin.metrics.api',
  pluginId: 'metrics',
});
