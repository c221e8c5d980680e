import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Notice } from '../rules/nextNotice';
import type { DatabaseNoticeStore, WaitingNotice } from './DatabaseNoticeStore';

const AT_ONCE = 100;

interface Options {
  notices: DatabaseNoticeStore;
  notifications: NotificationService;
  logger: LoggerService;
}

/**
 * Tells the owners what turned unhealthy and what recovered. There is one notification for each entity, which is updated in
 * place. One that can't be sent waits for the next time.
 */
export class Notifier {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): Notifier {
    return new Notifier(options);
  }

  async tell(): Promise<void> {
    const { notices, notifications, logger } = this.#options;
    for (const waiting of await notices.waiting(AT_ONCE)) {
      const { entityRef, notice, owners } = waiting;
      try {
        if (owners.length)
          await notifications.send({
            recipients: { type: 'entity', entityRef: owners },
            payload: payloadOf(waiting),
          });
      } catch (error) {
        logger.warn('Owners could not be told of their health', {
          entityRef,
          error: toError(error).message,
        });
        continue;
      }
      await notices.told(entityRef, notice);
    }
  }
}

const titleOf = ({ metadata }: Entity) => metadata.title ?? metadata.name;

const WORDS: Record<Notice, string> = {
  unhealthy: 'is unhealthy',
  recovered: 'is no longer unhealthy',
};

function payloadOf({
  entityRef,
  entity,
  notice,
  text,
}: WaitingNotice): NotificationPayload {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    title: `${titleOf(entity)} ${WORDS[notice]}`,
    ...(text && { description: text }),
    link: `/catalog/${namespace}/${kind}/${name}/health`,
    severity: notice === 'unhealthy' ? 'high' : 'low',
    topic: 'health',
    scope: `health:${entityRef}`,
  };
}
