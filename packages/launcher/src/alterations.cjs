const alter = (test, from, to) => ({
  test,
  use: [
    { loader: require.resolve('./alterModule.cjs'), options: { from, to } },
  ],
});

/** What the portal needs otherwise than its packages have it, as rules of the bundler. */
const alterations = [
  // The portal only asks this module whether an entity is a template. Of a call that does nothing but return something
  // the bundler leaves out whatever nobody uses: the schema of templates, and compiling it, which is a fifth of the time
  // that the portal's scripts run before they show anything.
  alter(
    /plugin-scaffolder-common.dist.TemplateEntityV1beta3\.esm\.js$/,
    '= entityKindSchemaValidator(',
    '= /*#__PURE__*/ entityKindSchemaValidator(',
  ),
  // Columns that can be dragged make each head of Backstage's tables a button within a button, which a screen reader
  // cannot tell and a keyboard stops at twice.
  alter(
    /@material-table.core.dist.defaults.props\.options\.js$/,
    'sorting: true,',
    'sorting: true, draggable: false,',
  ),
];

module.exports = { alterations };
