/**
 * How components of Backstage and of Material UI's lab look. The type of a theme's options does not know their
 * names.
 */
export const backstageComponents = {
  BackstagePage: {
    styleOverrides: {
      // The shell scrolls the document; a page that is as high as the window would scroll twice.
      root: { height: 'auto', minHeight: '100%', overflowY: 'visible' },
    },
  },
  BackstageHeader: {
    styleOverrides: {
      header: {
        padding: '16px var(--fw-gutter) 8px',
        backgroundImage: 'none',
        boxShadow: 'none',
      },
      title: { fontSize: 20, fontWeight: 600, letterSpacing: '-0.01em' },
      subtitle: { marginTop: 0, opacity: 1, color: 'var(--bui-fg-secondary)' },
      type: {
        textTransform: 'none',
        fontSize: 12,
        letterSpacing: 0,
        marginBottom: 0,
        opacity: 1,
      },
    },
  },
  BackstageEmptyState: {
    styleOverrides: {
      // An illustration of a table says nothing, and is white in the dark.
      root: { justifyContent: 'flex-start' },
      imageContainer: { display: 'none' },
    },
  },
  BackstageContent: {
    styleOverrides: { root: { padding: '16px var(--fw-gutter) 32px' } },
  },
  BackstageTableHeader: {
    styleOverrides: {
      header: {
        padding: '8px 12px',
        borderTop: 0,
        borderBottom: '1px solid var(--bui-border-1)',
        color: 'var(--bui-fg-secondary)',
        textTransform: 'none',
      },
    },
  },
  BackstageTableToolbar: {
    styleOverrides: {
      title: { '& > h6': { fontSize: 14, fontWeight: 600 } },
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        color: 'var(--bui-fg-secondary)',
        textTransform: 'none',
        '&.Mui-selected': { color: 'var(--bui-fg-primary)' },
      },
    },
  },
  BackstageTabbedCard: {
    styleOverrides: { indicator: { backgroundColor: 'var(--bui-accent-bg)' } },
  },
  CatalogReactUserListPicker: {
    styleOverrides: {
      root: { backgroundColor: 'transparent' },
      title: { textTransform: 'none' },
    },
  },
  BackstageInfoCard: { styleOverrides: { header: { padding: '12px 16px' } } },
};
