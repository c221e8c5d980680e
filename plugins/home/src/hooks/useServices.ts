import { useCallback, useMemo } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ComponentRow } from '@fairway/plugin-catalog-insights-common';
import {
  listApiRef,
  useEntityLinks,
  useLoaded,
  useRefresh,
  type EntityLink,
  type LoadedResult,
} from '@fairway/plugin-catalog-insights-react';
import type { HealthStatus } from '@fairway/plugin-health-common';

/** How many services home shows; the catalog has the rest. */
const SHOWN = 10;
const REFRESH_SECONDS = 15;

/** The reader's own services, worst health first. */
export interface Services {
  rows: ComponentRow[];
  counts: Partial<Record<HealthStatus, number>>;
  total: number;
}

/** Asks for the reader's services and how many there are of each health. */
export function useServices(): LoadedResult<Services> {
  const api = useApi(listApiRef);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Services> => {
      const filters = { kind: 'component', owned: 'me' as const };
      const { items, nextCursor } = await api.list(
        { ...filters, sort: 'health', order: 'asc', limit: SHOWN },
        { signal },
      );
      const counts: Services['counts'] = {};
      if (nextCursor) {
        const values = await api.facet('health', filters, { signal });
        for (const { value, count } of values) {
          counts[value as HealthStatus] = count;
        }
      } else {
        for (const { health } of items) {
          const status = health?.status ?? 'unknown';
          counts[status] = (counts[status] ?? 0) + 1;
        }
      }
      const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
      return { rows: items, counts, total };
    },
    [api],
  );
  const services = useLoaded(ask);
  useRefresh(services.refresh, REFRESH_SECONDS);
  return services;
}

/** What the catalog's records say of some services that the list does not. */
export interface ServiceRecord {
  links: EntityLink[];
  /** Its releases can be asked for. */
  released: boolean;
}

/** The records of some services, by reference. */
export interface Records {
  records: ReadonlyMap<string, ServiceRecord>;
  /** They are on their way for the first time. */
  loading: boolean;
}

/** Asks for the records of some services. */
export function useRecords(rows: ComponentRow[]): Records {
  const catalogApi = useApi(catalogApiRef);
  const listLinks = useEntityLinks();
  const key = rows
    .map(({ entityRef }) => entityRef)
    .sort()
    .join(' ');
  const ask = useCallback(async () => {
    const entityRefs = key.split(' ').filter(Boolean);
    if (entityRefs.length === 0) return [];
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs,
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
        'metadata.links',
        'spec.owner',
        'spec.system',
      ],
    });
    return items;
  }, [catalogApi, key]);
  const { state } = useLoaded<(Entity | undefined)[]>(ask);
  const entities = state.status === 'loaded' ? state.value : undefined;
  const records = useMemo(() => {
    const found = new Map<string, ServiceRecord>();
    for (const entity of entities ?? []) {
      if (!entity) continue;
      const { annotations } = entity.metadata;
      found.set(stringifyEntityRef(entity), {
        links: listLinks(entity),
        released: Boolean(annotations?.['github.com/project-slug']),
      });
    }
    return found;
  }, [entities, listLinks]);
  return { records, loading: state.status === 'loading' };
}
