export {
  listApiRef,
  type ListApi,
  type ListFilters,
  type ListOptions,
  type ListQuery,
} from './ListApi';
export { ListClient } from './ListClient';
export { healthApiRef, type HealthApi } from './HealthApi';
export { HealthClient } from './HealthClient';
export { PluginRequest } from './PluginRequest';
export { writeQuery } from './writeQuery';
