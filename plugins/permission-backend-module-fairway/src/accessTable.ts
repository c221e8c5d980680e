import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  adoptionDetailReadPermission,
  adoptionManagePermission,
  adoptionReadPermission,
} from '@fairway/plugin-adoption-common';
import {
  metricsFactsRecordPermission,
  metricsIngestManagePermission,
  metricsOrganisationReadPermission,
} from '@fairway/plugin-metrics-common';
import { releasePromotePermission } from '@fairway/plugin-releases-common';
import {
  schedulerManagePermission,
  workloadReadPermission,
} from './permissions';

/**
 * Who is let through, the platform team apart, which always is:
 *
 * - `everyone`: whoever is signed in
 * - `owner`: who owns the catalog entity, in person or as a member of a group
 * - `creator`: who started the scaffolder task
 * - `platform`: nobody else
 */
export type Audience = 'everyone' | 'owner' | 'creator' | 'platform';

const rows: [Permission, Audience][] = [
  [catalogEntityReadPermission, 'everyone'],
  [catalogEntityCreatePermission, 'everyone'],
  [catalogEntityValidatePermission, 'everyone'],
  [catalogEntityRefreshPermission, 'owner'],
  [catalogEntityDeletePermission, 'owner'],
  [catalogLocationReadPermission, 'everyone'],
  // Importing a repository stands beside creating one. What may come in that
  // way is limited by `catalog.rules`: no templates, no teams, no people.
  [catalogLocationCreatePermission, 'everyone'],
  [catalogLocationAnalyzePermission, 'everyone'],
  // Names no location; that one owns what came from there is checked in front
  // of the catalog.
  [catalogLocationDeletePermission, 'everyone'],
  [catalogIngestionReadPermission, 'platform'],
  [catalogIngestionManagePermission, 'platform'],

  [taskCreatePermission, 'everyone'],
  [taskReadPermission, 'creator'],
  [taskCancelPermission, 'creator'],
  [templateParameterReadPermission, 'everyone'],
  [templateStepReadPermission, 'everyone'],
  [actionExecutePermission, 'everyone'],
  [templateDryRunPermission, 'platform'],
  [templateManagementPermission, 'platform'],

  [releasePromotePermission, 'owner'],

  [metricsOrganisationReadPermission, 'everyone'],
  [metricsIngestManagePermission, 'platform'],
  [metricsFactsRecordPermission, 'owner'],

  [adoptionReadPermission, 'everyone'],
  [adoptionDetailReadPermission, 'owner'],
  [adoptionManagePermission, 'platform'],

  // The next two name no entity; whose workloads are read is the third's matter.
  [kubernetesClustersReadPermission, 'everyone'],
  [kubernetesResourcesReadPermission, 'everyone'],
  [workloadReadPermission, 'owner'],
  [kubernetesProxyPermission, 'platform'],

  [schedulerManagePermission, 'platform'],
];

/** What the policy knows. A permission that is absent here is denied to everybody. */
export const accessTable: ReadonlyMap<string, [Permission, Audience]> = new Map(
  rows.map(row => [row[0].name, row]),
);
