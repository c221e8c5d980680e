import { createHmac, randomUUID } from 'node:crypto';

export const CDEVENTS_SECRET = 'a secret between pipelines and portal';

export const signatureOf = (body: string) =>
  `sha256=${createHmac('sha256', CDEVENTS_SECRET).update(body).digest('hex')}`;

/** That Fairway was deployed, as a pipeline tells it. */
export const deployed = (at: Date) => {
  const context = {
    version: '0.4.1',
    id: randomUUID(),
    source: '/pipelines/7',
    type: 'dev.cdevents.service.deployed.0.2.0',
    timestamp: at.toISOString(),
  };
  return JSON.stringify({
    ...{ specversion: '1.0', id: context.id, source: context.source },
    type: context.type,
    data: {
      context,
      subject: {
        ...{ id: 'fairway', type: 'service', source: context.source },
        content: {
          environment: { id: 'production' },
          artifactId: `pkg:oci/fairway@${'c'.repeat(40)}`,
        },
      },
      customData: { fairway: { project: 'forge/fairway' } },
    },
  });
};
