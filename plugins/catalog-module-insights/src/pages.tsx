import {
  coreExtensionData,
  ExtensionBoundary,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
// One of the two pages that most visits begin with: a script of its own would come one round trip later.
import { CatalogPage } from './components/CatalogPage';

const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory: (originalFactory, { node }) => [
    ...originalFactory(),
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, async () => (
        <CatalogPage title="Catalog" kind="component" />
      )),
    ),
  ],
});

const entityPage = catalogPlugin.getExtension('page:catalog/entity').override({
  factory: (originalFactory, { node, inputs }) => {
    const { dataRefs } = EntityContentBlueprint;
    const contents = inputs.contents.map(content => {
      if (content.get(dataRefs.filterExpression)) {
        throw new Error(
          `The filter of '${content.node.spec.id}' is a string; write it as a predicate, such as { kind: component }`,
        );
      }
      return {
        path: content.get(coreExtensionData.routePath),
        title: content.get(dataRefs.title),
        group: content.get(dataRefs.group),
        element: content.get(coreExtensionData.reactElement),
        filter: content.get(dataRefs.filterFunction) ?? (() => true),
      };
    });
    const menuItems = inputs.contextMenuItems.map(item => ({
      id: item.node.spec.id,
      node: item.node,
      data: item.get(EntityContextMenuItemBlueprint.dataRefs.data),
      filter:
        item.get(EntityContextMenuItemBlueprint.dataRefs.filterFunction) ??
        (() => true),
    }));
    return [
      ...originalFactory(),
      coreExtensionData.reactElement(
        ExtensionBoundary.lazy(node, async () =>
          import('./components/EntityPage').then(m => (
            <m.EntityPage contents={contents} menuItems={menuItems} />
          )),
        ),
      ),
    ];
  },
});

const needsOwnerPage = PageBlueprint.make({
  name: 'needs-owner',
  params: {
    path: '/needs-owner',
    title: 'Needs an owner',
    noHeader: true,
    loader: async () =>
      import('./components/NeedsOwnerPage').then(m => <m.NeedsOwnerPage />),
  },
});

/** APIs at their own address, as the same table. */
export const apisPage = apiDocsPlugin.getExtension('page:api-docs').override({
  factory: (originalFactory, { node }) => [
    ...originalFactory(),
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, async () => (
        <CatalogPage title="APIs" kind="api" only />
      )),
    ),
  ],
});

/** The catalog's two pages, at their own addresses, drawn by us, and the one of what lost its owner. */
export const pages = [catalogPage, entityPage, needsOwnerPage];
