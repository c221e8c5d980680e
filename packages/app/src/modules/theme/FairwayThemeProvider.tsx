import type { ReactNode } from 'react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { createFairwayTheme } from './createFairwayTheme';
import { useThemeMode } from './useThemeMode';

const themes = {
  light: createFairwayTheme('light'),
  dark: createFairwayTheme('dark'),
};

/**
 * Draws the portal in the theme that is chosen. Both themes share this one component: with one each, React would build
 * every page anew whenever the theme changes, and close what is open on it.
 */
export function FairwayThemeProvider({ children }: { children: ReactNode }) {
  return (
    <UnifiedThemeProvider theme={themes[useThemeMode()]} themeName="fairway">
      {children}
    </UnifiedThemeProvider>
  );
}
