import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '../routers/audited';
import type { Page } from '../services/AttemptsService';

/** The rows that an action answers with; that they were read is recorded. */
export async function readRows<Row>(
  options: { auditor: AuditorService; what: string; team?: string },
  work: () => Promise<Page<Row>>,
) {
  const { auditor, what, team } = options;
  const { next, ...page } = await audited(
    {
      ...{ auditor, eventId: 'adoption-detail-read', severityLevel: 'low' },
      meta: { what, ...(team && { team }) },
    },
    work,
  );
  return { output: { ...page, more: next !== undefined } };
}
