import { createUnifiedTheme, genPageTheme } from '@backstage/theme';
import { muiComponents } from './muiComponents';
import { fairwayPalettes } from './palettes';

const fontFamily = 'var(--bui-font-regular)';

function heading(fontSize: number) {
  return { fontSize, fontWeight: 600, marginBottom: 4, letterSpacing: 0 };
}

/**
 * The theme for pages that are still drawn with Material UI; all else takes its colours from
 * `@fairway/look/css/fairway.css`.
 */
export function createFairwayTheme(mode: 'light' | 'dark') {
  const palette = fairwayPalettes[mode];
  const plain = genPageTheme({
    colors: [palette.background.default],
    shape: 'none',
    options: { fontColor: palette.text.primary },
  });
  return createUnifiedTheme({
    palette,
    fontFamily,
    defaultPageTheme: 'plain',
    pageTheme: { plain },
    typography: {
      htmlFontSize: 16,
      fontFamily,
      h1: heading(20),
      h2: heading(20),
      h3: heading(20),
      h4: heading(16),
      h5: heading(16),
      h6: heading(14),
    },
    components: muiComponents,
  });
}
