import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateConfig } from '../config';
import { IdempotencyStore, KeyedRequest } from '../database/IdempotencyStore';
import { isOver, TaskRecord, TaskRecords } from '../database/TaskRecords';
import { invalid } from './refuse';
import { CheckedRequest, CreateRequest, RequestCheck } from './RequestCheck';
import { Reservations } from './Reservations';
import { normaliseTemplateRef } from './TemplateReader';

/** A request that may become a task now, and has to say whether it did. */
export interface AdmittedRequest {
  becameTask(taskId: string): Promise<void>;
  abandon(): Promise<void>;
}

/** A repetition of a request that became a task before. */
export interface RepeatedRequest {
  answeredBy: string;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const WAIT_MILLISECONDS = 100;
const WAIT_TRIES = 100;

/** Lets requests through to the scaffolder: checked, each name once, each Idempotency-Key once. */
export class Admission {
  readonly #options: {
    auth: AuthService;
    check: RequestCheck;
    config: CreateConfig;
    idempotency: IdempotencyStore;
    reservations: Reservations;
    tasks: TaskRecords;
    userInfo: UserInfoService;
  };

  static create(options: {
    auth: AuthService;
    check: RequestCheck;
    config: CreateConfig;
    idempotency: IdempotencyStore;
    reservations: Reservations;
    tasks: TaskRecords;
    userInfo: UserInfoService;
  }): Admission {
    return new Admission(options);
  }

  private constructor(options: Parameters<(typeof Admission)['create']>[0]) {
    this.#options = options;
  }

  /**
   * @param createdBy - the person who asks; a service has no name to reserve under.
   * @throws InputError, NotAllowedError or ConflictError when the request may not become a task.
   */
  async admit(options: {
    request: CreateRequest;
    credentials: BackstageCredentials;
    createdBy?: string;
    idempotencyKey?: string;
  }): Promise<AdmittedRequest | RepeatedRequest> {
    const { request, credentials, createdBy } = options;
    const keyed = createdBy
      ? keyedRequest(request, createdBy, options.idempotencyKey)
      : undefined;
    const earlier = keyed && (await this.#earlierTask(keyed));
    if (earlier) {
      return { answeredBy: earlier };
    }
    try {
      const checked = await this.#options.check.check(request, credentials);
      return await this.#reserve(checked, createdBy, keyed);
    } catch (error) {
      if (keyed) {
        await this.#options.idempotency.abandon(keyed);
      }
      throw error;
    }
  }

  /**
   * A retry goes on under the name of its task, so it must still be the one that holds it.
   *
   * @throws NotAllowedError for somebody else's task, ConflictError when the name has gone to another request.
   */
  async admitRetry(
    taskId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const task = await this.assertMayChange(taskId, credentials);
    const name = task?.values.name;
    if (!task || !isOver(task) || !task.createdBy || typeof name !== 'string') {
      // The scaffolder itself answers 404, or 409 for a task that is running.
      return;
    }
    const { host, organisation } = this.#options.config;
    await this.#options.reservations.hold(
      { host, organisation, name },
      { createdBy: task.createdBy, taskId },
    );
  }

  /** @throws NotAllowedError when the task is somebody else's and the caller is not of the platform team. */
  async assertMayChange(
    taskId: string,
    credentials: BackstageCredentials,
  ): Promise<TaskRecord | undefined> {
    const { auth, config, tasks, userInfo } = this.#options;
    const task = await tasks.get(taskId);
    if (!task || !auth.isPrincipal(credentials, 'user')) {
      return task;
    }
    if (task.createdBy !== credentials.principal.userEntityRef) {
      const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
      if (!ownershipEntityRefs.some(ref => config.platformTeams.has(ref))) {
        throw new NotAllowedError('This request belongs to somebody else');
      }
    }
    return task;
  }

  async #reserve(
    { target }: CheckedRequest,
    createdBy: string | undefined,
    keyed: KeyedRequest | undefined,
  ): Promise<AdmittedRequest> {
    const { idempotency, reservations } = this.#options;
    const reservation =
      target && createdBy
        ? await reservations.hold(target, { createdBy })
        : undefined;
    return {
      async becameTask(taskId) {
        await Promise.all([
          reservation && reservations.assign(reservation, taskId),
          keyed && idempotency.finish(keyed, taskId),
        ]);
      },
      async abandon() {
        await Promise.all([
          reservation && reservations.release(reservation),
          keyed && idempotency.abandon(keyed),
        ]);
      },
    };
  }

  /** @returns the task that the same request has become before; waits for one that is just becoming it. */
  async #earlierTask(keyed: KeyedRequest): Promise<string | undefined> {
    for (let attempt = 0; attempt < WAIT_TRIES; attempt++) {
      const known = await this.#options.idempotency.begin(keyed);
      if (!known) {
        return undefined;
      }
      if (known.bodyHash !== keyed.bodyHash) {
        throw new ConflictError(
          'This Idempotency-Key was used for another request',
        );
      }
      if (known.taskId) {
        return known.taskId;
      }
      await sleep(WAIT_MILLISECONDS);
    }
    throw new ConflictError(
      'The same request is under way: repeat it in a moment for its answer',
    );
  }
}

function keyedRequest(
  { templateRef, values }: CreateRequest,
  createdBy: string,
  key?: string,
): KeyedRequest | undefined {
  if (key === undefined) {
    return undefined;
  }
  if (!KEY.test(key)) {
    throw invalid('Idempotency-Key', '1 to 255 visible ASCII characters');
  }
  const ref = normaliseTemplateRef(templateRef);
  return {
    createdBy,
    key,
    templateRef: ref,
    values,
    bodyHash: createHash('sha256')
      .update(JSON.stringify([ref, sortKeys(values)]))
      .digest('hex'),
  };
}

/** The order of keys is no difference between two requests. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => [key, sortKeys(child)]),
      )
    : value;
}
