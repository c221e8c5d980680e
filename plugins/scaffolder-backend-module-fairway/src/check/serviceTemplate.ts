import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { listParameters, ParameterSchema } from './parameterSchemas';

/** Names the parameters that a template renders into workflow files, separated by commas. */
export const WORKFLOW_PARAMETERS_ANNOTATION = 'fairway/workflow-parameters';

const PARAMETER =
  /\bparameters(?:\.([A-Za-z_]\w*)|\[\s*['"]([^'"]+)['"]\s*\])/g;

/** Whether a template creates a service: it asks for a name and an owner, and publishes a repository. */
export function createsService(
  template: TemplateEntityV1beta3,
  pages: ParameterSchema[],
): boolean {
  const parameters = listParameters(pages);
  return (
    parameters.has('name') &&
    parameters.has('owner') &&
    template.spec.steps.some(step => step.action === 'publish:github')
  );
}

/** The parameters whose values land in workflow files. */
export function workflowParameters(template: TemplateEntityV1beta3): string[] {
  return (template.metadata.annotations?.[WORKFLOW_PARAMETERS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
}

/** The parameters that decide what a `fetch:` step reads. */
export function fetchedParameters(template: TemplateEntityV1beta3): string[] {
  return template.spec.steps
    .filter(step => step.action?.startsWith('fetch:'))
    .flatMap(step => {
      const url = (step.input as { url?: unknown } | undefined)?.url;
      return typeof url === 'string' ? [...url.matchAll(PARAMETER)] : [];
    })
    .map(match => match[1] ?? match[2]);
}

/** The parameter that says where the repository goes, if the person who asks may choose. */
export function chosenRepositoryUrl(
  template: TemplateEntityV1beta3,
  values: Record<string, unknown>,
): { field: string; value: unknown } | undefined {
  const publish = template.spec.steps.find(
    step => step.action === 'publish:github',
  );
  const repoUrl = (publish?.input as { repoUrl?: unknown } | undefined)
    ?.repoUrl;
  const match =
    typeof repoUrl === 'string'
      ? /^\$\{\{\s*parameters\.([A-Za-z_]\w*)\s*\}\}$/.exec(repoUrl.trim())
      : undefined;
  return match?.[1] ? { field: match[1], value: values[match[1]] } : undefined;
}
