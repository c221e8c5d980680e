import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (input: object) =>
  stringify({
    steps: [{ id: 'ci', name: 'Wait for CI', action: 'trigger:ci', input }],
  });

const repoUrl = '${{ repositoryUrl(parameters.name) }}';

export const examples: TemplateExample[] = [
  {
    description: 'Wait for the run that the first push has started',
    example: step({
      repoUrl,
      commitHash: '${{ steps.publish.output.commitHash }}',
    }),
  },
  {
    description: 'Another workflow, with inputs, for at most half an hour',
    example: step({
      repoUrl,
      workflow: 'release.yaml',
      workflowInputs: { channel: 'beta' },
      timeout: { minutes: 30 },
    }),
  },
];
