import { looksLikeCredential } from './credentialPatterns';
import { listParameters, ParameterSchema } from './parameterSchemas';
import { invalid } from './refuse';
import { listTexts } from './textValues';

const TEMPLATE_SYNTAX = /\$\{\{|\{\{|\{%|\{#/;
// What a shell or a workflow would evaluate.
const EVALUATED = /\$\{\{|\{\{|\{%|\$\(|`|[\r\n]/;
// Everything but tab, line feed and carriage return.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const RESTRICTED_BY_NAME = ['name', 'owner', 'system', 'tier', 'repoUrl'];

/** Free text is what has no form of its own: it is stored and shown literally, whatever it looks like. */
function isRestricted(name: string, schemas: ParameterSchema[]): boolean {
  return (
    RESTRICTED_BY_NAME.includes(name) ||
    schemas.some(
      schema =>
        schema.pattern !== undefined ||
        schema.enum !== undefined ||
        schema.format !== undefined ||
        schema['ui:field'] !== undefined,
    )
  );
}

function isUrlField(schemas: ParameterSchema[]): boolean {
  return schemas.some(({ format }) => format === 'uri' || format === 'url');
}

/**
 * Refuses texts that must not get into a request: credentials outside of the secret fields, template syntax where a
 * field has a form, anything a shell or a workflow would evaluate where a field is rendered into one, and links that a
 * browser would run.
 *
 * @param workflowFields - the parameters that the template renders into workflow files.
 * @throws InputError that names the field and the rule, never the value.
 */
export function assertTextsAllowed(options: {
  values: Record<string, unknown>;
  pages: ParameterSchema[];
  workflowFields: string[];
}): void {
  const parameters = listParameters(options.pages);
  for (const { field, text } of listTexts(options.values)) {
    const schemas = parameters.get(field) ?? [];
    if (looksLikeCredential(text)) {
      throw invalid(field, 'looks like a credential; use the secret field');
    }
    if (CONTROL_CHARACTER.test(text)) {
      throw invalid(field, 'no control characters');
    }
    if (isRestricted(field, schemas) && TEMPLATE_SYNTAX.test(text)) {
      throw invalid(field, 'template syntax is not allowed here');
    }
    if (options.workflowFields.includes(field) && EVALUATED.test(text)) {
      throw invalid(
        field,
        'goes into a workflow file: no ${{, {{, {%, $(, backtick or line break',
      );
    }
    if (isUrlField(schemas) && text && !/^https?:\/\//i.test(text)) {
      throw invalid(field, 'must be an http or https address');
    }
  }
}
