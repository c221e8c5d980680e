import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { GithubEventRouter } from '@backstage/plugin-events-backend-module-github';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { isSignedBy } from './isSignedBy';

const SECRET_KEY = 'events.modules.github.webhookSecret';

/**
 * Takes GitHub's webhooks at `/api/events/http/github` and hands them on as
 * events, under the topic `github` and `github.<event>`.
 *
 * @remarks
 * Stands in for the webhook half of Backstage's own module, which leaves the
 * route out when there is no secret, answers a bad signature with 403 and
 * leaves no trace of it. Here the backend does not start without a secret, the
 * answer is 401, and each refusal is audited.
 */
export const githubWebhookModule = createBackendModule({
  pluginId: 'events',
  moduleId: 'fairway-github-webhook',
  register(reg) {
    reg.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        ingress: eventsExtensionPoint,
      },
      async init({ auditor, config, events, ingress }) {
        const secret = config.getString(SECRET_KEY);
        ingress.addHttpPostIngress({
          topic: 'github',
          async validator({ headers, raw }, context) {
            const signature = headers['x-hub-signature-256'];
            if (isSignedBy({ secret, body: raw.body, signature })) {
              return;
            }
            const error = new AuthenticationError('invalid signature');
            const audit = await auditor.createEvent({
              eventId: 'webhook-rejected',
              severityLevel: 'medium',
              meta: {
                topic: 'github',
                delivery: String(headers['x-github-delivery'] ?? ''),
                signed: signature !== undefined,
              },
            });
            await audit.fail({ error });
            context.reject({
              status: 401,
              payload: {
                error: { name: error.name, message: error.message },
                response: { statusCode: 401 },
              },
            });
          },
        });
        await new GithubEventRouter({ events }).subscribe();
      },
    });
  },
});
