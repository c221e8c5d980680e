import { AuthenticationError } from '@backstage/errors';
import {
  type AcceptedDelivery,
  type Fact,
  type IncomingDelivery,
  type MetricsSource,
  type StoredDelivery,
  fingerprintOf,
  isOneOf,
} from '@fairway/plugin-metrics-node';
import { incidentOf } from './incidentOf';
import type { AlertmanagerConfig } from './readAlertmanagerConfig';
import { readNotification } from './readNotification';

/** Alertmanager's webhook receiver: each alert is an incident, from when it fires until it is resolved. */
export class AlertmanagerSource implements MetricsSource {
  readonly id = 'alertmanager';
  readonly title = 'Alertmanager';
  readonly #config: AlertmanagerConfig;

  private constructor(config: AlertmanagerConfig) {
    this.#config = config;
  }

  static create(config: AlertmanagerConfig): MetricsSource {
    return new AlertmanagerSource(config);
  }

  accept({ headers, body }: IncomingDelivery): AcceptedDelivery {
    if (!isOneOf(headers.authorization ?? '', this.#config.authorizations))
      throw new AuthenticationError('invalid credentials');
    const { status, alerts } = readNotification(body);
    return {
      // There is no id of a notification; one that is sent again is the same to the byte, and so are its facts.
      deliveryId: fingerprintOf(body),
      topic: status,
      ...(!alerts.length && { ignore: 'It holds no alert' }),
    };
  }

  toFacts({ body }: StoredDelivery): Fact[] {
    return readNotification(body).alerts.map(alert =>
      incidentOf(alert, this.#config),
    );
  }
}
