import { useCallback } from 'react';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { safeUrl } from '@fairway/look';
import { useLoaded } from '../../hooks';
import { listTargets, readMail } from '../../model/relations';

/** Somebody in a team. */
export interface Member {
  ref: CompoundEntityRef;
  /** Their name, or what they are called in the catalog. */
  title: string;
  mail?: string;
  mailHref?: string;
}

function readName(entity: Entity | undefined): string | undefined {
  const profile = entity?.spec?.profile as
    { displayName?: unknown } | undefined;
  return typeof profile?.displayName === 'string'
    ? profile.displayName
    : entity?.metadata.title;
}

/** Who is in a team, by name; how many there are is known at once. */
export function useMembers(team: Entity) {
  const catalogApi = useApi(catalogApiRef);
  const refs = listTargets(team, ['hasMember']);
  const key = refs.map(ref => stringifyEntityRef(ref)).join(' ');
  const ask = useCallback(async (): Promise<Member[]> => {
    const entityRefs = key.split(' ').filter(Boolean);
    if (entityRefs.length === 0) return [];
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs,
      fields: ['kind', 'metadata', 'spec.profile'],
    });
    return listTargets(team, ['hasMember'])
      .map((ref, index) => {
        const mail = items[index] && readMail(items[index]);
        return {
          ref,
          title: readName(items[index]) ?? ref.name,
          mail,
          mailHref: mail && safeUrl(`mailto:${mail}`),
        };
      })
      .sort((one, other) => one.title.localeCompare(other.title));
  }, [catalogApi, key, team]);
  return { count: refs.length, ...useLoaded(ask) };
}
