import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Does something, and leaves a record of who asked for it and how it went. */
export type Audited<EventId extends string> = <T>(
  options: {
    auditor: AuditorService;
    eventId: EventId;
    severityLevel: AuditorServiceEventSeverityLevel;
    request?: Request;
    meta: JsonObject;
  },
  work: () => Promise<T>,
) => Promise<T>;

/** With any name of an event; a plugin names its own, as `Audited<'own-read' | 'own-manage'>`. */
export const audited: Audited<string> = async (options, work) => {
  const { auditor, ...event } = options;
  const record = await auditor.createEvent(event);
  try {
    const result = await work();
    await record.success();
    return result;
  } catch (error) {
    await record.fail({ error: toError(error) });
    throw error;
  }
};
