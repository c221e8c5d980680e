import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Does something, and leaves a record of who asked for it and how it went. */
export async function audited<T>(
  options: {
    auditor: AuditorService;
    eventId: 'adoption-read' | 'adoption-detail-read' | 'adoption-manage';
    severityLevel: AuditorServiceEventSeverityLevel;
    request: Request;
    meta: JsonObject;
  },
  work: () => Promise<T>,
): Promise<T> {
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
}
