import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (input: object) =>
  stringify({
    steps: [
      {
        id: 'staging',
        name: 'Run in staging',
        action: 'await:deployment',
        input,
      },
    ],
  });

const repoUrl = '${{ repositoryUrl(parameters.name) }}';
const commitHash = '${{ steps.publish.output.commitHash }}';

export const examples: TemplateExample[] = [
  {
    description: 'Wait until the first commit runs in staging',
    example: step({ repoUrl, environment: 'staging', commitHash }),
  },
  {
    description: 'Give a slow environment half an hour',
    example: step({
      repoUrl,
      environment: 'preview',
      commitHash,
      timeout: { minutes: 30 },
    }),
  },
];
