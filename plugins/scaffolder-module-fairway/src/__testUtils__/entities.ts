import type { Entity } from '@backstage/catalog-model';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';

export const nodeServiceMetadata = {
  name: 'node-service',
  namespace: 'default',
  title: 'Node service',
  description: 'An HTTP service in TypeScript on Node',
  tags: ['recommended', 'node'],
  annotations: {
    'fairway/template-version': '2.6.0',
    'fairway/creates': `
- kind: repository
  text: "{organisation}/{name}, private"
- kind: ci
  text: build, test, release
- kind: staging
  text: the first release
- kind: catalog
  text: component {name}, owner {owner}
`,
    'fairway/contents': '[{path: src/, note: HTTP server}]',
  },
};

export const nodeService: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: nodeServiceMetadata,
  spec: { type: 'service', owner: 'group:default/platform', steps: [] },
};

export const nodeServiceManifest: TemplateParameterSchema = {
  title: 'Node service',
  steps: [
    {
      title: 'Describe the service',
      schema: {
        additionalProperties: false,
        required: ['name', 'owner', 'description'],
        properties: {
          name: { type: 'string', title: 'Name', 'ui:field': 'ServiceName' },
          owner: { type: 'string', title: 'Owner', 'ui:field': 'OwnTeam' },
          description: {
            type: 'string',
            title: 'What it does',
            description: 'One line.',
            maxLength: 120,
          },
          system: {
            type: 'string',
            title: 'System',
            'ui:field': 'SystemPicker',
          },
          tier: {
            type: 'string',
            title: 'Tier',
            enum: ['1', '2', '3'],
            default: '2',
            'ui:field': 'Tier',
          },
        },
      },
    },
  ],
};

function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}

export const catalogEntities: Entity[] = [
  nodeService,
  group('checkout'),
  group('payments'),
  group('growth'),
  group('platform'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'billing', namespace: 'default' },
    spec: { owner: 'payments' },
  },
];
