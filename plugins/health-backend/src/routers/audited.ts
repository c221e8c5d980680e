import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Reads something, and leaves a record of who asked for it and how it went. */
export async function audited<T>(
  options: { auditor: AuditorService; request?: Request; meta: JsonObject },
  read: () => Promise<T>,
): Promise<T> {
  const { auditor, ...event } = options;
  const record = await auditor.createEvent({
    ...event,
    eventId: 'health-read',
    severityLevel: 'low',
  });
  try {
    const result = await read();
    await record.success();
    return result;
  } catch (error) {
    await record.fail({ error: toError(error) });
    throw error;
  }
}
