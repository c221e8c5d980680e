import type { EvidenceAnswer } from '@fairway/plugin-metrics-common';
import { toCursor } from '@fairway/serving';
import type { EvidenceService } from '../services/EvidenceService';

/** A page of evidence with the place where the next one begins as one opaque word. */
export const toEvidenceAnswer = ({
  next,
  ...page
}: Awaited<ReturnType<EvidenceService['page']>>): EvidenceAnswer => ({
  ...page,
  ...(next && { nextCursor: toCursor([next.at, next.id]) }),
});
