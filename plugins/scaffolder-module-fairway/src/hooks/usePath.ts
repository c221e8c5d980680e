import { useCallback } from 'react';
import { NotFoundError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type {
  TemplateEntityV1beta3,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-common';
import { pathFromTemplate, type GoldenPath } from '../model/path';
import { useLoaded, type Reloadable } from './useLoaded';

/** A path and what it asks. */
export interface PathWithForm {
  path: GoldenPath;
  manifest: TemplateParameterSchema;
}

/** Loads a path as far as the person may see it. */
export function usePath(templateRef: string): Reloadable<PathWithForm> {
  const catalogApi = useApi(catalogApiRef);
  const scaffolderApi = useApi(scaffolderApiRef);
  const load = useCallback(async (): Promise<PathWithForm> => {
    const [template, manifest] = await Promise.all([
      catalogApi.getEntityByRef(templateRef),
      scaffolderApi.getTemplateParameterSchema(templateRef),
    ]);
    if (!template) throw new NotFoundError(`No template ${templateRef}`);
    return {
      path: pathFromTemplate(template as TemplateEntityV1beta3),
      manifest,
    };
  }, [catalogApi, scaffolderApi, templateRef]);
  return useLoaded(load);
}

function isRecommended({ tags }: GoldenPath): boolean {
  return tags.includes('recommended');
}

/** Loads all paths that the person may see, recommended ones first. */
export function usePaths(): Reloadable<GoldenPath[]> {
  const catalogApi = useApi(catalogApiRef);
  const load = useCallback(async () => {
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'template' },
    });
    return items
      .map(template => pathFromTemplate(template as TemplateEntityV1beta3))
      .sort(
        (a, b) =>
          Number(isRecommended(b)) - Number(isRecommended(a)) ||
          a.title.localeCompare(b.title),
      );
  }, [catalogApi]);
  return useLoaded(load);
}
