import type { Entity } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import {
  type AcceptedDelivery,
  type Fact,
  type IncomingDelivery,
  type MetricsSource,
  type ProjectBinding,
  type StoredDelivery,
  fingerprintOf,
  isOneOf,
  isSignedWithOneOf,
} from '@fairway/plugin-metrics-node';
import { factsOf, isGathered, requireFields } from './factsOf';
import { serviceProject } from './projectOf';
import type { CdeventsConfig } from './readCdeventsConfig';
import { readEvents } from './readEvents';

/** Which services, as CDEvents name them, an entity stands for; several are separated by commas. */
const ANNOTATION = 'fairway/cdevents-service';
const MOST_DELIVERY_ID = 200;

/** A source and an id together are unique (CloudEvents 1.0, 3.1.1), however long they are. */
const idOf = (id: string) =>
  id.length > MOST_DELIVERY_ID ? fingerprintOf(id) : id;

/** CDEvents over CloudEvents' HTTP binding, from whatever builds, deploys or watches. */
export class CdeventsSource implements MetricsSource {
  readonly id = 'cdevents';
  readonly title = 'CDEvents';
  readonly #config: CdeventsConfig;

  private constructor(config: CdeventsConfig) {
    this.#config = config;
  }

  static create(config: CdeventsConfig): MetricsSource {
    return new CdeventsSource(config);
  }

  accept(delivery: IncomingDelivery): AcceptedDelivery {
    if (!this.#isAuthentic(delivery))
      throw new AuthenticationError('invalid signature');
    const events = readEvents(delivery);
    const [first] = events;
    // What facts can't be made of is better told to the sender than found out later.
    for (const event of events) requireFields(event);
    return {
      deliveryId:
        events.length === 1
          ? idOf(`${first.context.source} ${first.context.id}`)
          : fingerprintOf(delivery.body),
      topic: events.length === 1 ? first.kind : 'batch',
      ...(!events.some(isGathered) && {
        ignore: 'It holds no event that is gathered',
      }),
    };
  }

  toFacts(delivery: StoredDelivery): Fact[] {
    return readEvents(delivery).flatMap(factsOf);
  }

  projectsOf(entity: Entity): ProjectBinding[] {
    const names = entity.metadata.annotations?.[ANNOTATION] ?? '';
    return names
      .split(',')
      .map(name => name.trim())
      .filter(Boolean)
      .map(name => ({ project: serviceProject(name) }));
  }

  #isAuthentic({ headers, body }: IncomingDelivery): boolean {
    const { secrets, signatureHeader, tokens } = this.#config;
    const { authorization, [signatureHeader]: signature } = headers;
    return (
      isSignedWithOneOf(String(signature ?? ''), body, secrets) ||
      (authorization !== undefined &&
        isOneOf(
          authorization,
          tokens.map(token => `Bearer ${token}`),
        ))
    );
  }
}
