import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { createAdoption } from '../createAdoption';

/** What the actions share with the routes. */
export interface ActionDependencies extends Pick<
  ReturnType<typeof createAdoption>,
  'attempts' | 'creations' | 'delivery' | 'serviceRows' | 'services'
> {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  now(): number;
}
