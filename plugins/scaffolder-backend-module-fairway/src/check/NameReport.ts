import { CreateConfig } from '../config';
import {
  ComponentAvailability,
  NameAvailability,
  RepositoryAvailability,
} from './NameAvailability';
import { findNameProblem, NameProblem } from './nameRule';
import { taken } from './refuse';
import { CheckedRequest } from './RequestCheck';
import { Reservations } from './Reservations';

/** What is known about a name while somebody types it. */
export interface NameAnswer {
  name: string;
  organisation: string;
  /** Whether the name keeps the rule and no other request is just creating it. */
  valid: boolean;
  problems: NameProblem[];
  component: ComponentAvailability;
  repository: Omit<RepositoryAvailability, 'note'>;
}

/** Reports on names before a request is made. */
export class NameReport {
  readonly #options: {
    availability: NameAvailability;
    config: CreateConfig;
    reservations: Reservations;
  };

  static create(options: {
    availability: NameAvailability;
    config: CreateConfig;
    reservations: Reservations;
  }): NameReport {
    return new NameReport(options);
  }

  private constructor(options: Parameters<(typeof NameReport)['create']>[0]) {
    this.#options = options;
  }

  /** A name that breaks the rule can't be taken, so nobody is asked about it. */
  async report(name: string): Promise<NameAnswer> {
    const { availability, config, reservations } = this.#options;
    const { host, organisation } = config;
    const problem = findNameProblem(name);
    if (problem) {
      return {
        name,
        organisation,
        valid: false,
        problems: [problem],
        component: { free: true },
        repository: { free: true },
      };
    }
    const target = { host, organisation, name };
    const [component, { note: _, ...repository }, holder] = await Promise.all([
      availability.component(name),
      availability.repository(target),
      reservations.holder(target),
    ]);
    const problems: NameProblem[] =
      holder && component.free && repository.free
        ? [
            {
              rule: 'reserved',
              message: `just being created by ${holder.createdBy}`,
            },
          ]
        : [];
    return {
      name,
      organisation,
      valid: problems.length === 0,
      problems,
      component,
      repository,
    };
  }

  /** @throws ConflictError 409 when another request is just creating it. */
  async assertNotHeld({ target }: CheckedRequest): Promise<void> {
    const holder = target && (await this.#options.reservations.holder(target));
    if (holder) {
      throw taken('name', `just being created by ${holder.createdBy}`);
    }
  }
}
