import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';

/** Who is signed in. */
export interface Profile {
  name: string;
  email?: string;
  /** Path of the person's own page. */
  page: string;
}

/** The signed-in person; undefined until it is known. */
export function useProfile(): Profile | undefined {
  const identityApi = useApi(identityApiRef);
  const [profile, setProfile] = useState<Profile>();

  useEffect(() => {
    let current = true;
    const load = async () => {
      const [identity, info] = await Promise.all([
        identityApi.getBackstageIdentity(),
        identityApi.getProfileInfo(),
      ]);
      const { kind, namespace, name } = parseEntityRef(identity.userEntityRef);
      if (current) {
        setProfile({
          name: info.displayName ?? name,
          email: info.email,
          page: `/catalog/${namespace}/${kind}/${name}`,
        });
      }
    };
    load().catch(() => current && setProfile(undefined));
    return () => {
      current = false;
    };
  }, [identityApi]);

  return profile;
}
