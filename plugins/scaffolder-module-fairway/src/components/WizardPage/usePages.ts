import { useMemo } from 'react';
import { featureFlagsApiRef, useApi } from '@backstage/frontend-plugin-api';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { PathPage } from '../../model/pages';

function flagOf(uiSchema: UiSchema | undefined): string | undefined {
  return uiSchema?.['ui:backstage']?.featureFlag;
}

/** The pages of a template's parameters, without what a feature flag hides. */
export function usePages(manifest: TemplateParameterSchema): PathPage[] {
  const featureFlags = useApi(featureFlagsApiRef);
  return useMemo(() => {
    const shown = (uiSchema: UiSchema | undefined) => {
      const flag = flagOf(uiSchema);
      return !flag || featureFlags.isActive(flag);
    };
    return manifest.steps
      .map(({ title, description, schema: mergedSchema }) => ({
        title,
        description,
        mergedSchema,
        ...extractSchemaFromStep(mergedSchema),
      }))
      .filter(({ uiSchema }) => shown(uiSchema))
      .map(page => {
        const { title: _title, ...schema } = page.schema as RJSFSchema;
        const properties = Object.entries(schema.properties ?? {}).filter(
          ([name]) => shown(page.uiSchema[name]),
        );
        return {
          ...page,
          schema: {
            ...schema,
            type: 'object' as const,
            properties: Object.fromEntries(properties),
          },
        };
      });
  }, [manifest, featureFlags]);
}
