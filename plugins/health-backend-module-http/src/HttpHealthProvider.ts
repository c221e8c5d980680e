import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { HumanDuration } from '@backstage/types';
import {
  type HealthAnswer,
  type HealthFinding,
  type HealthProvider,
  type HealthRound,
  type HealthSubject,
  inParallel,
} from '@fairway/plugin-health-node';
import type { DeliveryStateClient } from '@fairway/plugin-metrics-node';
import { Slots } from './Slots';
import { type Target, targetsOf } from './targetsOf';
import { probe } from './probe';
import { type HttpHealthConfig, readHttpConfig } from './readHttpConfig';

const HEALTH_PATH = 'fairway/health-path';

interface Options {
  config: HttpHealthConfig;
  states: Pick<DeliveryStateClient, 'states'>;
}

/** Asks the address of each environment's latest release whether it serves. */
export class HttpHealthProvider implements HealthProvider {
  readonly id = 'http';
  readonly title = 'HTTP probe';
  readonly frequency: HumanDuration;
  readonly #options: Options;
  readonly #slots: Slots;
  /** Where environments were the last time, for while the metrics plugin is away. */
  readonly #lastTargets = new Map<string, Target[]>();

  private constructor(options: Options) {
    this.frequency = options.config.frequency;
    this.#options = options;
    this.#slots = Slots.create({ atOnce: options.config.atOnce });
  }

  /** @throws InputError with the path of the key that is wrong */
  static fromConfig(
    config: Config,
    deps: Pick<Options, 'states'>,
  ): HttpHealthProvider {
    return new HttpHealthProvider({ ...deps, config: readHttpConfig(config) });
  }

  /** Where no host may be asked, there is nothing to say. */
  appliesTo(): boolean {
    return !this.#options.config.hosts.empty;
  }

  async startRound({ signal }: { signal: AbortSignal }): Promise<HealthRound> {
    return { check: subjects => this.#check(subjects, signal) };
  }

  async #check(subjects: HealthSubject[], signal: AbortSignal) {
    const targets = await this.#targets(subjects, signal);
    const answers = await inParallel(
      subjects,
      subjects.length,
      async ({ entityRef, entity }): Promise<[string, HealthAnswer]> => [
        entityRef,
        {
          findings: await Promise.all(
            (targets.get(entityRef) ?? []).map(target =>
              this.#slots.run(() => this.#finding(target, entity, signal)),
            ),
          ),
        },
      ],
    );
    return new Map(answers);
  }

  /** @throws Error where the metrics plugin is away and nothing is known from before */
  async #targets(
    subjects: HealthSubject[],
    signal: AbortSignal,
  ): Promise<Map<string, Target[]>> {
    const entityRefs = subjects.map(({ entityRef }) => entityRef);
    try {
      const states = await this.#options.states.states({ entityRefs, signal });
      for (const ref of entityRefs)
        this.#lastTargets.set(ref, targetsOf(states.get(ref)));
    } catch (error) {
      if (!entityRefs.every(ref => this.#lastTargets.has(ref))) throw error;
    }
    return this.#lastTargets;
  }

  async #finding(
    { environment, production, address }: Target,
    entity: Entity,
    signal: AbortSignal,
  ): Promise<HealthFinding> {
    const { config } = this.#options;
    const path = entity.metadata.annotations?.[HEALTH_PATH];
    const said = await probe(environment, address, {
      ...config,
      ...(path?.startsWith('/') && { paths: [path] }),
      signal,
    });
    return {
      key: `probe ${environment} ${address}`,
      ...said,
      ...{ environment, production },
      link: { title: 'Open it', url: address },
    };
  }
}
