import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { StateAnswer } from '@fairway/plugin-metrics-common';
import type { DatabaseStateQueries } from '../queries/DatabaseStateQueries';
import type { MetricsAuthorization } from './MetricsAuthorization';

interface Options {
  authorization: MetricsAuthorization;
  queries: DatabaseStateQueries;
}

/** What is there now of entities' delivery, for plugins that know themselves who may see it. */
export class StateService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): StateService {
    return new StateService(options);
  }

  async states(asked: {
    entityRefs: string[];
    branches: string[];
    credentials: BackstageCredentials;
  }): Promise<StateAnswer> {
    const { authorization, queries } = this.#options;
    await authorization.requireOrganisation(asked.credentials);
    return {
      items: await queries.states(
        [...new Set(asked.entityRefs)],
        [...new Set(asked.branches)],
      ),
    };
  }
}
