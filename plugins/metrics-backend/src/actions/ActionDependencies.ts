import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRefSchema, parseInput } from '../routers/schemas';
import type { EvidenceService } from '../services/EvidenceService';
import type { MetricsService } from '../services/MetricsService';
import type { RecordService } from '../services/RecordService';
import type { Timekeeper } from '../services/Timekeeper';
import { type Scope, organisationScope, scopeOf } from '../services/Scope';

/** What the actions share with the routes. */
export interface ActionDependencies {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  evidence: EvidenceService;
  metrics: MetricsService;
  record: RecordService;
  time: Timekeeper;
}

/** @throws InputError where it is no reference */
export const readEntityRef = (entityRef: string): string =>
  parseInput(entityRefSchema, entityRef);

/** @throws InputError where it is neither a reference nor `organisation` */
export const readScope = (scope: string): Scope =>
  scope === organisationScope.ref
    ? organisationScope
    : scopeOf(parseEntityRef(readEntityRef(scope)));
