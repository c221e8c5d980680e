import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  configApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '@fairway/plugin-catalog-insights-react';

/** A team that can be proposed. */
export interface OwnerChoice {
  value: string;
  label: string;
}

/** The teams that the reader may propose: their own, or every team where they look after the platform. */
export function useOwnerChoices() {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const configApi = useApi(configApiRef);
  const ask = useCallback(async (): Promise<OwnerChoice[]> => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    const platformTeams =
      configApi.getOptionalStringArray('fairway.platformTeams') ?? [];
    const all = platformTeams.some(ref => ownershipEntityRefs.includes(ref));
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'group' },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
    });
    return items
      .map(entity => ({
        value: stringifyEntityRef(entity),
        label: entity.metadata.title ?? entity.metadata.name,
      }))
      .filter(({ value }) => all || ownershipEntityRefs.includes(value))
      .sort((one, other) => one.label.localeCompare(other.label));
  }, [catalogApi, identityApi, configApi]);
  return useLoaded(ask);
}
