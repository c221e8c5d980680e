import type { ReactNode } from 'react';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { createFairwayTheme } from './createFairwayTheme';

const light = createFairwayTheme('light');
const dark = createFairwayTheme('dark');

/** Fairway's two themes, in place of the stock ones of the same names. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <RiSunLine />,
          Provider: ({ children }: { children: ReactNode }) => (
            <UnifiedThemeProvider theme={light} themeName="fairway">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <RiMoonLine />,
          Provider: ({ children }: { children: ReactNode }) => (
            <UnifiedThemeProvider theme={dark} themeName="fairway">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
  ],
});
