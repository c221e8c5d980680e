import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AttemptBody } from '@fairway/plugin-adoption-common';
import type { Knex } from 'knex';
import type { AdoptionConfig } from '../config/readAdoptionConfig';
import type { DatabaseAttemptStore } from '../facts/DatabaseAttemptStore';
import { requestRebuild } from '../figures/figuresState';
import type { AdoptionAuthorization } from './AdoptionAuthorization';
import type { AttemptLimit } from './AttemptLimit';

interface Options {
  knex: Knex;
  config: AdoptionConfig;
  authorization: AdoptionAuthorization;
  attempts: DatabaseAttemptStore;
  limit: AttemptLimit;
  now(): number;
  onFacts(): void;
}

/** Takes what the wizard tells, and has figures made anew. */
export class RecordService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): RecordService {
    return new RecordService(options);
  }

  /** @returns in how many seconds to try again, where this one was not taken */
  async attempt(
    body: AttemptBody,
    person: string,
  ): Promise<number | undefined> {
    const { attempts, limit, now, onFacts } = this.#options;
    const wait = limit.take(person);
    if (wait !== undefined) return wait;
    await attempts.record({ ...body, openedAt: now() });
    onFacts();
    return undefined;
  }

  async rebuild(credentials: BackstageCredentials): Promise<void> {
    const { authorization, config, knex, onFacts } = this.#options;
    await authorization.requireManage(credentials);
    await requestRebuild(knex, config);
    onFacts();
  }
}
