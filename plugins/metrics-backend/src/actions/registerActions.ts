import type { ActionDependencies } from './ActionDependencies';
import { createExplainMetricAction } from './createExplainMetricAction';
import { createGetDeliveryMetricsAction } from './createGetDeliveryMetricsAction';
import { createListDeploymentsAction } from './createListDeploymentsAction';
import { createRecordDeploymentAction } from './createRecordDeploymentAction';
import { createRecordIncidentAction } from './createRecordIncidentAction';

/** What the command line and assistants can ask for, and do. */
export function registerActions(dependencies: ActionDependencies): void {
  createGetDeliveryMetricsAction(dependencies);
  createExplainMetricAction(dependencies);
  createListDeploymentsAction(dependencies);
  createRecordDeploymentAction(dependencies);
  createRecordIncidentAction(dependencies);
}
