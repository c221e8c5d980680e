import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The value of all of these fields is a string; `ui:options` of their own they have none but where said. */
export const textFieldSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({ descriptions: z.record(z.string(), z.string()).optional() }),
});

/** What such a field's component gets. */
export type TextFieldProps = typeof textFieldSchema.TProps;

/** How a field is called and explained: by the template, else by the field. */
export function fieldWords(
  props: TextFieldProps,
  own: { label: string; description?: string },
) {
  const { schema, uiSchema } = props;
  return {
    label: uiSchema['ui:title'] ?? schema.title ?? own.label,
    description:
      uiSchema['ui:description'] ?? schema.description ?? own.description,
  };
}
