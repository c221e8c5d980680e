import { useMemo } from 'react';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { PluginRequest } from '@fairway/plugin-catalog-insights-react';

/** The backends that home asks without their own pages' clients: where things run, and what is being created. */
export function useBackends() {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(() => {
    const to = (plugin: string) =>
      PluginRequest.create({ plugin, discoveryApi, fetchApi });
    return { releases: to('releases'), scaffolder: to('scaffolder') };
  }, [discoveryApi, fetchApi]);
}
