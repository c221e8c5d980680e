import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';
import {
  type HealthAnswer,
  type HealthProvider,
  type HealthRound,
  type HealthSubject,
  inParallel,
  readPositiveDuration,
} from '@fairway/plugin-health-node';
import type { ClusterDetails } from './clusters/ClusterDetails';
import {
  ClusterRound,
  runsInKubernetes,
  soughtBy,
} from './clusters/ClusterRound';
import { EnvironmentRules } from './config/EnvironmentRules';
import { readClusters } from './config/readClusters';
import { findingsOf } from './findingsOf';

/** Entities with selectors of their own are asked about one by one. */
const ENTITIES_AT_ONCE = 5;

interface Options {
  clusters: ClusterDetails[];
  rules: EnvironmentRules;
  frequency: HumanDuration;
  timeout: HumanDuration;
}

/** Says how the workloads of each entity are, in all clusters. */
export class KubernetesHealthProvider implements HealthProvider {
  readonly id = 'kubernetes';
  readonly title = 'Kubernetes';
  readonly frequency: HumanDuration;
  readonly #options: Options;

  private constructor(options: Options) {
    this.frequency = options.frequency;
    this.#options = options;
  }

  /** @throws InputError with the path of the key that is wrong */
  static fromConfig(config: Config): KubernetesHealthProvider {
    const duration = (name: string, fallback: HumanDuration) =>
      readPositiveDuration(config, `health.kubernetes.${name}`, fallback);
    return new KubernetesHealthProvider({
      clusters: readClusters(config),
      rules: EnvironmentRules.fromConfig(config),
      frequency: duration('frequency', { seconds: 15 }),
      timeout: duration('timeout', { seconds: 20 }),
    });
  }

  appliesTo(entity: Entity): boolean {
    return this.#options.clusters.length > 0 && runsInKubernetes(entity);
  }

  async startRound({ signal }: { signal: AbortSignal }): Promise<HealthRound> {
    const { clusters, timeout } = this.#options;
    const limits = {
      signal,
      timeoutMilliseconds: durationToMilliseconds(timeout),
    };
    const rounds = await Promise.all(
      clusters.map(details => ClusterRound.start(details, limits)),
    );
    // Of a stop of this replica nothing is to be said of the clusters.
    signal.throwIfAborted();
    return {
      check: async subjects =>
        new Map(
          await inParallel(
            subjects,
            ENTITIES_AT_ONCE,
            async (subject): Promise<[string, HealthAnswer]> => [
              subject.entityRef,
              await this.#answer(subject, rounds),
            ],
          ),
        ),
    };
  }

  async #answer(
    subject: HealthSubject,
    rounds: ClusterRound[],
  ): Promise<HealthAnswer> {
    const { entity } = subject;
    const concerned = rounds.filter(cluster => cluster.concerns(entity));
    const findings = [];
    for (const cluster of concerned) {
      const running = await cluster.runningFor(entity);
      const look = { subject, cluster, running, now: Date.now() };
      const found = cluster.failure
        ? []
        : await findingsOf({ ...look, rules: this.#options.rules });
      // It may have gone away in the midst of it.
      if (!cluster.failure) findings.push(...found);
    }
    const unreachable = concerned.flatMap(({ details, failure }) =>
      failure ? [{ part: details.name, reason: failure }] : [],
    );
    if (!findings.length && !unreachable.length)
      findings.push({
        key: 'nothing',
        status: 'unknown' as const,
        text: `Nothing with ${soughtBy(entity)} runs in any cluster`,
      });
    return { findings, unreachable };
  }
}
