import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

function entity(kind: string, name: string, spec: JsonObject = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec,
  };
}

/** A template as the catalog has it. */
export function template(
  name: string,
  spec: { parameters: JsonObject[]; steps: JsonObject[]; output?: JsonObject },
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': 'url:http://localhost:7990/x/y/',
        ...annotations,
      },
    },
    spec: { type: 'service', ...spec },
  };
}

const serviceParameters = {
  required: ['name', 'owner', 'description'],
  properties: {
    name: { type: 'string', maxLength: 40, 'ui:field': 'ServiceName' },
    owner: { type: 'string', 'ui:field': 'OwnTeam' },
    description: { type: 'string', maxLength: 120, pattern: '^[^\\r\\n]*$' },
    motto: { type: 'string' },
    system: { type: 'string', 'ui:field': 'SystemPicker' },
    tier: { type: 'string', enum: ['1', '2', '3'] },
    runsOn: { type: 'string' },
  },
};

const publishStep = {
  id: 'publish',
  name: 'Publish the repository',
  action: 'publish:github',
  input: { repoUrl: '${{ repositoryUrl(parameters.name) }}' },
};

/** Teams, systems, a component and templates. */
export const entities: Entity[] = [
  entity('Group', 'checkout'),
  entity('Group', 'payments'),
  entity('Group', 'platform'),
  entity('User', 'dana'),
  entity('System', 'billing'),
  {
    ...entity('Component', 'billing-api'),
    relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
  },
  template(
    'service',
    {
      parameters: [
        serviceParameters,
        {
          'backstage:permissions': { tags: ['hidden'] },
          properties: { replicas: { type: 'number' } },
        },
      ],
      steps: [publishStep],
    },
    { 'fairway/workflow-parameters': 'runsOn' },
  ),
  template('service-anywhere', {
    parameters: [
      {
        properties: {
          ...serviceParameters.properties,
          repoUrl: { type: 'string', 'ui:field': 'RepoUrlPicker' },
        },
      },
    ],
    steps: [
      { ...publishStep, input: { repoUrl: '${{ parameters.repoUrl }}' } },
    ],
  }),
  template('note', {
    parameters: [{ properties: { text: { type: 'string' } } }],
    steps: [
      {
        action: 'debug:log',
        input: { message: '${{ parameters.text }}' },
      },
    ],
  }),
  template('copy', {
    parameters: [{ properties: { from: { type: 'string' } } }],
    steps: [
      { action: 'fetch:plain', input: { url: '${{ parameters.from }}' } },
    ],
  }),
];
