import type { JSX } from 'react';
import type { Entity } from '@backstage/catalog-model';
import type { AppNode } from '@backstage/frontend-plugin-api';
import type { EntityContextMenuItemData } from '@backstage/plugin-catalog-react/alpha';

/** A tab of the page, as some plugin brought it. */
export interface EntityContent {
  /** Below the page's own path; "/" is the overview. */
  path: string;
  title: string;
  group?: string;
  element: JSX.Element;
  /** For which entities it is there. */
  filter: (entity: Entity) => boolean;
}

/** An entry of the page's menu, as some plugin brought it. */
export interface EntityMenuItem {
  id: string;
  node: AppNode;
  data: EntityContextMenuItemData;
  filter: (entity: Entity) => boolean;
}
