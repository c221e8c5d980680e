import { useCallback } from 'react';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '../../hooks';
import { listTargets, readMail } from '../../model/relations';

/** Who owns something. */
export interface Owner {
  ref: CompoundEntityRef;
  /** Missing where the catalog does not know who is named, or one may not see it. */
  known?: {
    title: string;
    members?: number;
    mail?: string;
  };
}

/** The owner of an entity; loaded without a value where none is named. */
export function useOwner(entity: Entity) {
  const catalogApi = useApi(catalogApiRef);
  const ask = useCallback(async (): Promise<Owner | undefined> => {
    const [ref] = listTargets(entity, ['ownedBy']);
    if (!ref) return undefined;
    const owner = await catalogApi.getEntityByRef(ref);
    if (!owner) return { ref };
    const members = listTargets(owner, ['hasMember']).length;
    return {
      ref,
      known: {
        title: owner.metadata.title ?? owner.metadata.name,
        members: ref.kind === 'group' ? members : undefined,
        mail: readMail(owner),
      },
    };
  }, [catalogApi, entity]);
  return useLoaded(ask);
}
