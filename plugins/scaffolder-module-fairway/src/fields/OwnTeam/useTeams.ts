import { useCallback } from 'react';
import {
  configApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded, type Reloadable } from '../../hooks/useLoaded';

export interface Team {
  ref: string;
  title: string;
}

export interface Teams {
  /** Those one may choose from. */
  teams: Team[];
  /** Those one is a member of. */
  own: string[];
  /** Whether one may choose any, being of the platform team. */
  any: boolean;
}

const DEFAULT_PLATFORM_TEAMS = ['group:default/platform'];

function toTeam(group: Entity): Team {
  const { name, title } = group.metadata;
  const { profile } = (group.spec ?? {}) as {
    profile?: { displayName?: string };
  };
  return {
    ref: stringifyEntityRef(group),
    title: title ?? profile?.displayName ?? name,
  };
}

/** The teams that the person may give a service to. */
export function useTeams(): Reloadable<Teams> {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const configApi = useApi(configApiRef);

  const load = useCallback(async (): Promise<Teams> => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    const own = ownershipEntityRefs.filter(
      ref => parseEntityRef(ref).kind.toLowerCase() === 'group',
    );
    const platformTeams =
      configApi.getOptionalStringArray('fairway.platformTeams') ??
      DEFAULT_PLATFORM_TEAMS;
    const any = own.some(ref => platformTeams.includes(ref));
    const fields = ['kind', 'metadata', 'spec.profile'];
    const groups = any
      ? (await catalogApi.getEntities({ filter: { kind: 'group' }, fields }))
          .items
      : (await catalogApi.getEntitiesByRefs({ entityRefs: own, fields })).items;
    const teams = groups
      .flatMap(group => (group ? [toTeam(group)] : []))
      .sort((a, b) => a.title.localeCompare(b.title));
    return { teams, own, any };
  }, [identityApi, catalogApi, configApi]);

  return useLoaded(load);
}
