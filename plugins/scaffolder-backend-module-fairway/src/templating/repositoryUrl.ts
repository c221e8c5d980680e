import { createTemplateGlobalFunction } from '@backstage/plugin-scaffolder-node/alpha';
import { CreateConfig } from '../config';
import { formatRepositoryUrl } from '../forge/repositoryTarget';

/** `repositoryUrl(name)` in a template: where a new service's repository goes, as actions want it in `repoUrl`. */
export function createRepositoryUrlGlobal(
  config: Pick<CreateConfig, 'host' | 'organisation'>,
) {
  return createTemplateGlobalFunction({
    id: 'repositoryUrl',
    description:
      "The place of a new service's repository, in the form of `repoUrl`",
    examples: [
      {
        description: 'Publish where the platform keeps its services',
        example: '${{ repositoryUrl(parameters.name) }}',
      },
    ],
    schema: z =>
      z.function(
        z.tuple([z.string().describe('Name of the repository')]),
        z.string(),
      ),
    fn: (name: string) =>
      formatRepositoryUrl({
        host: config.host,
        organisation: config.organisation,
        name,
      }),
  });
}
