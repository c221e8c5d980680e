import { createHmac } from 'node:crypto';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  eventsServiceRef,
  type EventParams,
} from '@backstage/plugin-events-node';
import request from 'supertest';
import { githubWebhookModule } from './githubWebhookModule';

const secret = 'a secret';
const payload = JSON.stringify({ ref: 'refs/heads/main' });
const sign = (text: string) =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

async function start(data = { webhookSecret: secret }) {
  const received: EventParams[] = [];
  const auditor = mockServices.auditor.mock();
  const fail = jest.fn();
  auditor.createEvent.mockResolvedValue({ success: jest.fn(), fail });
  const listener = createBackendModule({
    pluginId: 'events',
    moduleId: 'listener',
    register(reg) {
      reg.registerInit({
        deps: { events: eventsServiceRef },
        async init({ events }) {
          await events.subscribe({
            id: 'listener',
            topics: ['github', 'github.push'],
            onEvent: async event => {
              received.push(event);
            },
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      eventsPlugin,
      githubWebhookModule,
      listener,
      auditor.factory,
      mockServices.rootConfig.factory({
        data: { events: { modules: { github: data } } },
      }),
    ],
  });
  const post = (signature?: string) => {
    const call = request(server)
      .post('/api/events/http/github')
      .set('authorization', '')
      .set('content-type', 'application/json')
      .set('x-github-event', 'push');
    return (signature ? call.set('x-hub-signature-256', signature) : call).send(
      payload,
    );
  };
  return { received, post, audit: { createEvent: auditor.createEvent, fail } };
}

describe('githubWebhookModule', () => {
  it('hands a signed delivery on, also under the name of its event', async () => {
    const { post, received } = await start();
    const response = await post(sign(payload));
    expect(response.status).toBe(202);
    expect(received.map(event => event.topic).sort()).toEqual([
      'github',
      'github.push',
    ]);
    expect(received[0].eventPayload).toEqual({ ref: 'refs/heads/main' });
  });

  it.each([undefined, sign('something else')])(
    'answers 401 to the signature %s and audits it',
    async signature => {
      const { post, received, audit } = await start();
      const response = await post(signature);
      expect(response.status).toBe(401);
      expect(response.body.error).toEqual({
        name: 'AuthenticationError',
        message: 'invalid signature',
      });
      expect(received).toEqual([]);
      expect(audit.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'webhook-rejected' }),
      );
      expect(audit.fail).toHaveBeenCalledTimes(1);
    },
  );

  it('does not start without a secret', async () => {
    await expect(start({} as any)).rejects.toThrow(
      "Missing required config value at 'events.modules.github.webhookSecret'",
    );
  });
});
