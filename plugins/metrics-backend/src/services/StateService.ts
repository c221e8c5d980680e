import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  HistoryAnswer,
  StateAnswer,
} from '@fairway/plugin-metrics-common';
import type { DatabaseHistoryQueries } from '../queries/DatabaseHistoryQueries';
import type { DatabaseStateQueries } from '../queries/DatabaseStateQueries';
import type { MetricsAuthorization } from './MetricsAuthorization';

interface Options {
  authorization: MetricsAuthorization;
  histories: DatabaseHistoryQueries;
  queries: DatabaseStateQueries;
}

interface Asked {
  entityRefs: string[];
  branches: string[];
  credentials: BackstageCredentials;
}

/** What is there now of entities' delivery, and what came before, for plugins that know themselves who may see it. */
export class StateService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): StateService {
    return new StateService(options);
  }

  async states(asked: Asked): Promise<StateAnswer> {
    const { authorization, queries } = this.#options;
    await authorization.requireOrganisation(asked.credentials);
    return {
      items: await queries.states(
        [...new Set(asked.entityRefs)],
        [...new Set(asked.branches)],
      ),
    };
  }

  async histories(asked: Asked): Promise<HistoryAnswer> {
    const { authorization, histories } = this.#options;
    await authorization.requireOrganisation(asked.credentials);
    return histories.histories(
      [...new Set(asked.entityRefs)],
      [...new Set(asked.branches)],
    );
  }
}
