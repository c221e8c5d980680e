import { palettes } from '@backstage/theme';

/**
 * The colours that Material UI has to calculate with, so they can't be the `--bui-*` variables they repeat
 * (see css/theme.css of @fairway/look).
 */
interface Colours {
  app: string;
  surface: string;
  text: string;
  quiet: string;
  hairline: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  good: string;
  warning: string;
  bad: string;
  info: string;
  badBackground: string;
  warningBackground: string;
  infoBackground: string;
}

const light: Colours = {
  app: '#f5f7f6',
  surface: '#ffffff',
  text: '#14201e',
  quiet: '#53605d',
  hairline: '#dfe5e2',
  accent: '#0b5e57',
  accentHover: '#094d47',
  onAccent: '#ffffff',
  good: '#0b6b60',
  warning: '#8a5200',
  bad: '#a81d24',
  info: '#1a5fb4',
  badBackground: '#fbe9e7',
  warningBackground: '#fcf0d9',
  infoBackground: '#e5effb',
};

const dark: Colours = {
  app: '#0f1413',
  surface: '#171d1c',
  text: '#eef3f1',
  quiet: '#a5b2ae',
  hairline: '#2b3533',
  accent: '#4fb9a7',
  accentHover: '#68c9b8',
  onAccent: '#04201c',
  good: '#5fd0b4',
  warning: '#f0b354',
  bad: '#ff8f80',
  info: '#8ab8ff',
  badBackground: '#3a1513',
  warningBackground: '#352608',
  infoBackground: '#14263f',
};

function toPalette<Stock extends { banner: object }>(
  stock: Stock,
  colours: Colours,
) {
  const { accent, accentHover, onAccent, text, quiet, hairline } = colours;
  return {
    ...stock,
    background: { default: colours.app, paper: colours.surface },
    primary: { main: accent, dark: accentHover, contrastText: onAccent },
    secondary: { main: accent, dark: accentHover, contrastText: onAccent },
    error: { main: colours.bad },
    warning: { main: colours.warning },
    info: { main: colours.info },
    success: { main: colours.good },
    text: { primary: text, secondary: quiet, disabled: quiet, hint: quiet },
    divider: hairline,
    status: {
      ok: colours.good,
      warning: colours.warning,
      error: colours.bad,
      running: colours.info,
      pending: colours.quiet,
      aborted: colours.quiet,
    },
    border: hairline,
    textContrast: text,
    textSubtle: quiet,
    textVerySubtle: hairline,
    link: text,
    linkHover: text,
    errorBackground: colours.badBackground,
    errorText: colours.bad,
    warningBackground: colours.warningBackground,
    warningText: colours.warning,
    infoBackground: colours.infoBackground,
    infoText: colours.info,
    banner: {
      ...stock.banner,
      info: colours.infoBackground,
      error: colours.badBackground,
      warning: colours.warningBackground,
      text,
      link: text,
      closeButtonColor: text,
    },
    tabbar: { indicator: accent },
  };
}

/** The two palettes for what is still drawn with Material UI. */
export const fairwayPalettes = {
  light: toPalette(palettes.light, light),
  dark: toPalette(palettes.dark, dark),
};
