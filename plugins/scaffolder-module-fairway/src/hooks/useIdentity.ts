import { useCallback } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLoaded } from './useLoaded';

/** The signed-in person's entity reference, once it is known. */
export function useIdentity(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const identity = useLoaded(
    useCallback(() => identityApi.getBackstageIdentity(), [identityApi]),
  );
  return identity.state === 'ready' ? identity.value.userEntityRef : undefined;
}
