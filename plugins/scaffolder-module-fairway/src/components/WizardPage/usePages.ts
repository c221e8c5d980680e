import { useMemo } from 'react';
import { featureFlagsApiRef, useApi } from '@backstage/frontend-plugin-api';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { PathPage } from '../../model/pages';

function flagOf(uiSchema: UiSchema | undefined): string | undefined {
  return uiSchema?.['ui:backstage']?.featureFlag;
}

/** Names of choices stand beside the schema: rjsf gives up reading them inside it. */
function withChoiceNames(page: {
  schema: RJSFSchema;
  uiSchema: UiSchema;
}): UiSchema {
  const named = Object.entries(page.schema.properties ?? {}).flatMap(
    ([name, property]) => {
      const { enumNames } = property as { enumNames?: string[] };
      return enumNames && !page.uiSchema[name]?.['ui:enumNames']
        ? [[name, { ...page.uiSchema[name], 'ui:enumNames': enumNames }]]
        : [];
    },
  );
  return { ...page.uiSchema, ...Object.fromEntries(named) };
}

function withoutChoiceNames(property: unknown): unknown {
  const { enumNames: _, ...rest } = property as { enumNames?: string[] };
  return rest;
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
        const properties = Object.entries(schema.properties ?? {})
          .filter(([name]) => shown(page.uiSchema[name]))
          .map(([name, property]) => [name, withoutChoiceNames(property)]);
        return {
          ...page,
          uiSchema: withChoiceNames(page),
          schema: {
            ...schema,
            type: 'object' as const,
            properties: Object.fromEntries(properties),
          },
        };
      });
  }, [manifest, featureFlags]);
}
