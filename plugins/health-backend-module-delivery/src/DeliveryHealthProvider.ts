import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';
import {
  type HealthAnswer,
  type HealthProvider,
  type HealthRound,
  type HealthSubject,
  readPositiveDuration,
} from '@fairway/plugin-health-node';
import type { DeliveryStateClient } from '@fairway/plugin-metrics-node';
import { branchOf } from './branchOf';
import { findingsOf } from './findingsOf';

const MOST_BRANCHES = 20;
const MOST_DEFAULT_BRANCHES = 10;

interface Options {
  states: Pick<DeliveryStateClient, 'states'>;
  frequency: HumanDuration;
  defaultBranches: string[];
}

/** Says of each entity whether its last deployments and CI runs went well, and what is open. */
export class DeliveryHealthProvider implements HealthProvider {
  readonly id = 'delivery';
  readonly title = 'Delivery';
  readonly frequency: HumanDuration;
  readonly #options: Options;

  private constructor(options: Options) {
    this.frequency = options.frequency;
    this.#options = options;
  }

  /** @throws InputError with the path of the key that is wrong */
  static fromConfig(
    config: Config,
    deps: Pick<Options, 'states'>,
  ): DeliveryHealthProvider {
    const key = 'health.delivery.defaultBranches';
    const defaultBranches = config.getOptionalStringArray(key) ?? [
      'main',
      'master',
    ];
    if (
      defaultBranches.length > MOST_DEFAULT_BRANCHES ||
      defaultBranches.includes('')
    )
      throw new InputError(`${key}: at most ${MOST_DEFAULT_BRANCHES} names`);
    return new DeliveryHealthProvider({
      ...deps,
      defaultBranches,
      frequency: readPositiveDuration(config, 'health.delivery.frequency', {
        seconds: 10,
      }),
    });
  }

  async startRound({ signal }: { signal: AbortSignal }): Promise<HealthRound> {
    return { check: subjects => this.#check(subjects, signal) };
  }

  async #check(subjects: HealthSubject[], signal: AbortSignal) {
    const answers = new Map<string, HealthAnswer>();
    for (const group of this.#groups(subjects)) {
      const states = await this.#options.states.states({
        entityRefs: group.subjects.map(({ entityRef }) => entityRef),
        branches: [...group.branches],
        signal,
      });
      for (const { entityRef, entity } of group.subjects) {
        const state = states.get(entityRef);
        const branches = this.#branchesOf(branchOf(entity));
        answers.set(entityRef, {
          findings: state ? findingsOf(state, branches) : [],
        });
      }
    }
    return answers;
  }

  #branchesOf(branch: string | undefined): string[] {
    return branch === undefined ? this.#options.defaultBranches : [branch];
  }

  /** Parts of the subjects that have few enough branches among them. */
  #groups(subjects: HealthSubject[]) {
    const groups: { subjects: HealthSubject[]; branches: Set<string> }[] = [];
    for (const subject of subjects) {
      const branches = this.#branchesOf(branchOf(subject.entity));
      const last = groups.at(-1);
      const together = new Set([...(last?.branches ?? []), ...branches]);
      if (last && together.size <= MOST_BRANCHES) {
        last.subjects.push(subject);
        last.branches = together;
      } else groups.push({ subjects: [subject], branches: new Set(branches) });
    }
    return groups;
  }
}
