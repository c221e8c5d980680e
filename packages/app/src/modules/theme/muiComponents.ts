import type { UnifiedThemeOptions } from '@backstage/theme';
import { backstageComponents } from './backstageComponents';

const hairline = '0 0 0 1px var(--bui-border-1)';
const edge = 'inset 0 0 0 1px var(--bui-border-2)';

const surfaces: UnifiedThemeOptions['components'] = {
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: {
      root: { backgroundImage: 'none' },
      rounded: { borderRadius: 'var(--bui-radius-4)' },
      elevation1: { boxShadow: hairline },
      elevation2: { boxShadow: hairline },
    },
  },
  MuiCard: { styleOverrides: { root: { boxShadow: hairline } } },
  MuiCardHeader: {
    styleOverrides: {
      root: { padding: '12px 16px 4px' },
      title: { fontSize: 14, fontWeight: 600, lineHeight: '20px' },
    },
  },
  MuiCardContent: { styleOverrides: { root: { padding: '8px 16px 16px' } } },
  MuiDivider: {
    styleOverrides: { root: { backgroundColor: 'var(--fw-line)' } },
  },
  MuiDialog: {
    styleOverrides: { paper: { boxShadow: 'var(--fw-shadow)' } },
  },
  MuiPopover: {
    styleOverrides: { paper: { boxShadow: 'var(--fw-shadow)' } },
  },
  MuiTooltip: {
    styleOverrides: {
      tooltip: {
        padding: '4px 8px',
        backgroundColor: 'var(--bui-bg-neutral-1)',
        boxShadow: 'var(--fw-shadow)',
        color: 'var(--bui-fg-primary)',
        fontSize: 12,
      },
    },
  },
};

/** As the rest of the portal is: see `Page.module.css`. */
const narrow = '@media (max-width: 860px)';

/** What the Kubernetes tab is made of: one below the other where there is no room for three beside each other. */
const accordions: UnifiedThemeOptions['components'] = {
  MuiAccordion: {
    styleOverrides: {
      root: {
        '&:before': { display: 'none' },
        '&:not([class*="MuiPaper-outlined"])': { boxShadow: hairline },
      },
    },
  },
  MuiAccordionSummary: {
    styleOverrides: {
      content: {
        minWidth: 0,
        '& [class*="MuiTypography-body1"]': { fontSize: 14 },
        '& [class*="MuiTypography-subtitle"]': { fontSize: 13 },
        [narrow]: {
          '& > [class*="MuiGrid-container"] > [class*="MuiGrid-item"]': {
            alignItems: 'flex-start',
            flexBasis: '100%',
            maxWidth: '100%',
          },
        },
      },
    },
  },
  MuiAccordionDetails: {
    styleOverrides: { root: { [narrow]: { padding: '0 8px 8px' } } },
  },
  MuiGrid: {
    // Backstage's own default, which is not kept beside what is said here.
    defaultProps: { spacing: 2 },
    styleOverrides: {
      container: {
        // One that is an item as well is wider than what it stands in.
        '&[class*="MuiGrid-item"]': {
          [narrow]: { width: '100%', marginInline: 0 },
        },
      },
    },
  },
};

const controls: UnifiedThemeOptions['components'] = {
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: {
        minHeight: 32,
        borderRadius: 'var(--bui-radius-2)',
        fontSize: 13,
        fontWeight: 600,
        letterSpacing: 0,
        lineHeight: 1.15,
        textTransform: 'none',
      },
      outlined: {
        border: 0,
        backgroundColor: 'var(--bui-bg-neutral-1)',
        boxShadow: 'inset 0 0 0 1px var(--bui-border-1)',
        color: 'var(--bui-fg-primary)',
      },
    },
  },
  MuiButtonBase: {
    styleOverrides: {
      root: {
        '&.Mui-focusVisible': {
          outline: '2px solid var(--bui-ring)',
          outlineOffset: 2,
        },
      },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: {
        minWidth: 0,
        padding: '8px',
        color: 'var(--bui-fg-secondary)',
        fontSize: 14,
        fontWeight: 400,
        letterSpacing: 0,
        textTransform: 'none',
        opacity: 1,
        '&:hover': { background: 'none', color: 'var(--bui-fg-primary)' },
        '&.Mui-selected': { color: 'var(--bui-fg-primary)', fontWeight: 600 },
      },
      textColorPrimary: { color: 'var(--bui-fg-secondary)' },
    },
  },
  MuiOutlinedInput: {
    styleOverrides: {
      root: { borderRadius: 'var(--bui-radius-2)' },
      notchedOutline: { borderColor: 'var(--bui-border-2)' },
    },
  },
  MuiFilledInput: {
    styleOverrides: {
      root: {
        borderRadius: 'var(--bui-radius-2)',
        backgroundColor: 'var(--bui-bg-neutral-1)',
        boxShadow: edge,
      },
    },
  },
  MuiChip: {
    styleOverrides: {
      root: {
        borderRadius: 'var(--bui-radius-2)',
        backgroundColor: 'var(--bui-bg-neutral-2)',
        color: 'var(--bui-fg-primary)',
      },
      label: { fontSize: 12, fontWeight: 400 },
    },
  },
  MuiLink: {
    styleOverrides: {
      root: {
        textDecorationLine: 'underline',
        textDecorationThickness: '1px',
        textUnderlineOffset: '3px',
        textDecorationColor:
          'color-mix(in srgb, currentColor 35%, transparent)',
      },
    },
  },
};

const tables: UnifiedThemeOptions['components'] = {
  MuiTableRow: {
    styleOverrides: {
      root: { '&:nth-of-type(odd)': { backgroundColor: 'transparent' } },
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: {
        padding: '8px 12px',
        borderBottom: '1px solid var(--fw-line)',
        fontSize: 13,
        lineHeight: 1.3,
        '& [class*="MuiTypography-root"]': { fontSize: 'inherit' },
      },
      head: {
        color: 'var(--bui-fg-secondary)',
        fontSize: 12,
        fontWeight: 600,
      },
    },
  },
};

/** How Material UI's components look beside those of `@backstage/ui`. */
export const muiComponents = {
  ...surfaces,
  ...accordions,
  ...controls,
  ...tables,
  ...backstageComponents,
} as UnifiedThemeOptions['components'];
