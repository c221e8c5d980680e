import { audited as auditedAs, type Audited } from '@fairway/serving';

/** Does something, and leaves a record of who asked for it and how it went. */
export const audited: Audited<
  'adoption-read' | 'adoption-detail-read' | 'adoption-manage'
> = auditedAs;
