import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (input: object) =>
  stringify({
    steps: [
      {
        id: 'publish',
        name: 'Publish the repository',
        action: 'publish:github',
        input,
      },
    ],
  });

const repoUrl = '${{ repositoryUrl(parameters.name) }}';

export const examples: TemplateExample[] = [
  {
    description:
      'A protected repository in the configured organisation, administered by its owners',
    example: step({
      repoUrl,
      description: '${{ parameters.description }}',
      topics: ['service', 'nodejs'],
      access: 'acme/${{ (parameters.owner | parseEntityRef).name }}',
      requiredStatusCheckContexts: ['test'],
    }),
  },
  {
    description:
      'Where private repositories have no branch protection: go on, and say that it is missing',
    example: step({ repoUrl, protection: 'preferred' }),
  },
  {
    description:
      'Fail before a repository exists if the rendered catalog-info.yaml says something else than the form',
    example: step({
      repoUrl,
      expectedEntity: {
        name: '${{ parameters.name }}',
        owner: '${{ parameters.owner }}',
        description: '${{ parameters.description }}',
      },
    }),
  },
];
