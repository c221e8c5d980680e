import { useCallback, useEffect, useState } from 'react';
import { UserIdentity } from '@backstage/core-components';
import {
  githubAuthApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';

/** Looking whether one is signed in already; waiting to be asked; under way to GitHub; refused. */
export type SignInState =
  | { step: 'looking' }
  | { step: 'ready' }
  | { step: 'leaving' }
  | { step: 'refused'; message: string };

/** GitHub's answer, when it was a refusal, comes back in the address: taken out, so that a reload starts anew. */
function takeRefusal(): string | undefined {
  const address = new URL(window.location.href);
  const refusal = address.searchParams.get('error') ?? undefined;
  if (refusal) {
    address.searchParams.delete('error');
    window.history.replaceState(window.history.state, '', address);
  }
  return refusal;
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Signs in with GitHub: silently where a session is left, else when `signIn` is called. */
export function useSignIn(onSignInSuccess: (identity: IdentityApi) => void) {
  const authApi = useApi(githubAuthApiRef);
  const [state, setState] = useState<SignInState>({ step: 'looking' });

  const attempt = useCallback(
    async (options: { optional: true } | { instantPopup: true }) => {
      const response = await authApi.getBackstageIdentity(options);
      if (!response) return false;
      const profile = await authApi.getProfile();
      onSignInSuccess(
        UserIdentity.create({ identity: response.identity, authApi, profile }),
      );
      return true;
    },
    [authApi, onSignInSuccess],
  );

  useEffect(() => {
    let current = true;
    const refusal = takeRefusal();
    attempt({ optional: true }).then(
      signedIn => {
        if (!current || signedIn) return;
        setState(
          refusal ? { step: 'refused', message: refusal } : { step: 'ready' },
        );
      },
      error =>
        current && setState({ step: 'refused', message: toMessage(error) }),
    );
    return () => {
      current = false;
    };
    // Once, when the page opens: what is asked for later is asked for by the button.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const signIn = useCallback(async () => {
    setState({ step: 'leaving' });
    try {
      await attempt({ instantPopup: true });
    } catch (error) {
      setState({ step: 'refused', message: toMessage(error) });
    }
  }, [attempt]);

  return { state, signIn };
}
