import { useCallback, useSyncExternalStore } from 'react';
import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';

const systemPrefersDark = window.matchMedia?.('(prefers-color-scheme: dark)');

function onSystemChange(changed: () => void): () => void {
  systemPrefersDark?.addEventListener('change', changed);
  return () => systemPrefersDark?.removeEventListener('change', changed);
}

/** The theme that was chosen in the settings, else the system's: the same choice as Backstage makes. */
export function useThemeMode(): 'light' | 'dark' {
  const appThemeApi = useApi(appThemeApiRef);
  const chosen = useSyncExternalStore(
    useCallback(
      changed => {
        const subscription = appThemeApi.activeThemeId$().subscribe(changed);
        return () => subscription.unsubscribe();
      },
      [appThemeApi],
    ),
    () => appThemeApi.getActiveThemeId(),
  );
  const dark = useSyncExternalStore(
    onSystemChange,
    () => systemPrefersDark?.matches ?? false,
  );
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark ? 'dark' : 'light';
}
