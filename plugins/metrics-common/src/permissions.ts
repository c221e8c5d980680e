import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Figures of the whole organisation, which include services that the reader may not open. An entity's own figures need
 * no permission of their own: who may read the entity may read them.
 *
 * @public
 */
export const metricsOrganisationReadPermission = createPermission({
  name: 'metrics.organisation.read',
  attributes: { action: 'read' },
});

/**
 * The inbox: dead letters, replay, rebuild.
 *
 * @public
 */
export const metricsIngestManagePermission = createPermission({
  name: 'metrics.ingest.manage',
  attributes: { action: 'update' },
});

/**
 * Recording a deployment or an incident by hand or from a CI system, for an entity that the caller owns.
 *
 * @public
 */
export const metricsFactsRecordPermission = createPermission({
  name: 'metrics.facts.record',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** @public */
export const metricsPermissions = [
  metricsOrganisationReadPermission,
  metricsIngestManagePermission,
  metricsFactsRecordPermission,
];
