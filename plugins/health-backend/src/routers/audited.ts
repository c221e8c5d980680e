import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { audited as auditedAs } from '@fairway/serving';
import type { Request } from 'express';

/** Reads something, and leaves a record of who asked for it and how it went. */
export const audited = <T>(
  options: { auditor: AuditorService; request?: Request; meta: JsonObject },
  read: () => Promise<T>,
): Promise<T> =>
  auditedAs({ ...options, eventId: 'health-read', severityLevel: 'low' }, read);
