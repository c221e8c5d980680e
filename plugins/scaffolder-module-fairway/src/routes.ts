import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';

/**
 * The scaffolder's own route refs: other plugins link to a path or a run by them, and arrive at these pages.
 */
export const {
  root: rootRouteRef,
  selectedTemplate: pathRouteRef,
  ongoingTask: runRouteRef,
  listTasks: runsRouteRef,
  edit: templateEditorRouteRef,
  actions: actionsRouteRef,
  templatingExtensions: templatingExtensionsRouteRef,
} = scaffolderPlugin.routes;

export const { registerComponent: importRouteRef, viewTechDoc: docsRouteRef } =
  scaffolderPlugin.externalRoutes;
