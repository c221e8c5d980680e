import {
  createUnifiedTheme,
  genPageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import { muiComponents } from './muiComponents';
import { fairwayPalettes } from './palettes';

const fontFamily = 'var(--bui-font-regular)';

/** In rem: the documentation's reader takes another unit for something else and shrinks it. */
function heading(fontSize: string) {
  return { fontSize, fontWeight: 600, marginBottom: 4, letterSpacing: 0 };
}

/** Cards lie on the page here and have an edge; only what floats above it has a shadow. */
function flatten(theme: UnifiedTheme): UnifiedTheme {
  for (const version of ['v4', 'v5'] as const) {
    const shadows = theme.getTheme(version)?.shadows as string[] | undefined;
    shadows?.fill('0 0 0 1px var(--bui-border-1)', 1, 5);
    shadows?.fill('var(--fw-shadow)', 5);
  }
  return theme;
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
  const theme = createUnifiedTheme({
    palette,
    fontFamily,
    defaultPageTheme: 'plain',
    pageTheme: { plain },
    typography: {
      htmlFontSize: 16,
      fontFamily,
      h1: heading('1.5rem'),
      h2: heading('1.25rem'),
      h3: heading('1.125rem'),
      h4: heading('1rem'),
      h5: heading('1rem'),
      h6: heading('0.875rem'),
    },
    components: muiComponents,
  });
  return flatten(theme);
}
