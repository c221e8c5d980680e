import { useEffect, useState } from 'react';
import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import {
  configApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';

/** The teams of the reader. */
export interface Teams {
  teams: CompoundEntityRef[];
  /** The reader looks after the platform itself. */
  platform: boolean;
}

/** The teams of the reader; undefined until they are known. */
export function useTeams(): Teams | undefined {
  const identityApi = useApi(identityApiRef);
  const configApi = useApi(configApiRef);
  const [teams, setTeams] = useState<Teams>();

  useEffect(() => {
    let current = true;
    void identityApi.getBackstageIdentity().then(({ ownershipEntityRefs }) => {
      if (!current) return;
      const platformTeams =
        configApi.getOptionalStringArray('fairway.platformTeams') ?? [];
      setTeams({
        teams: ownershipEntityRefs
          .map(ref => parseEntityRef(ref))
          .filter(({ kind }) => kind === 'group'),
        platform: platformTeams.some(ref => ownershipEntityRefs.includes(ref)),
      });
    });
    return () => {
      current = false;
    };
  }, [identityApi, configApi]);

  return teams;
}
