import { randomUUID } from 'node:crypto';
import { CDEVENTS_SECRET, deployed, signatureOf } from '../cdevents';
import { Answer, ask, PortalContext } from '../PortalContext';
import { waitFor } from '../waitFor';

const ALERTMANAGER_TOKEN = 'a-token-of-the-alertmanager';
const OF_FAIRWAY = '/api/metrics/entities/component/default/fairway';

const SCAN =
  '/api/metrics/.backstage/scheduler/v1/tasks/metrics-catalog-scan/trigger';

/** Configuration of the sources that are off where nobody configures them. */
export const sourcesConfig = {
  metrics: {
    cdevents: { secrets: [CDEVENTS_SECRET] },
    alertmanager: { tokens: [ALERTMANAGER_TOKEN] },
    bindings: [
      { entity: 'component:default/fairway', project: 'forge/fairway' },
    ],
  },
};

/** That it fails since then. */
const firing = (at: Date) =>
  JSON.stringify({
    ...{ receiver: 'fairway', status: 'firing', version: '4' },
    alerts: [
      {
        status: 'firing',
        labels: {
          alertname: 'Down',
          service: 'fairway',
          environment: 'production',
        },
        annotations: { summary: 'Fairway does not answer' },
        startsAt: at.toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: randomUUID(),
      },
    ],
  });

/** Deliveries of those who are not the forge. */
export function sourcesSuite(context: () => PortalContext) {
  const send = async (
    source: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<Pick<Answer, 'status' | 'body'>> => {
    const response = await fetch(
      `${context().portal.url}/api/metrics/ingest/${source}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      },
    );
    return { status: response.status, body: await response.json() };
  };
  const told = (at: Date) => ({
    cdevents: {
      body: deployed(at),
      headers: { 'content-type': 'application/cloudevents+json' },
    },
    alertmanager: { body: firing(at), headers: {} },
  });

  it.each(['cdevents', 'alertmanager'] as const)(
    'takes nothing of %s that proves nothing',
    async source => {
      const { body, headers } = told(new Date())[source];
      const { status } = await send(source, body, {
        ...headers,
        'x-fairway-signature': signatureOf(`${body} `),
        authorization: `Bearer ${ALERTMANAGER_TOKEN}.`,
      });
      expect(status).toBe(401);
    },
  );

  it('makes figures of a signed CDEvent and of an alert', async () => {
    const { cdevents, alertmanager } = told(new Date());
    const window = new URLSearchParams({
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date(Date.now() + 86_400_000).toISOString(),
    });
    await waitFor('Fairway in the catalog', async () => {
      const figures = await ask(context(), 'dana', `${OF_FAIRWAY}?${window}`);
      return figures.status === 200;
    });
    // Else it would be bound to its project within a minute.
    await waitFor('the catalog to be read for figures', async () => {
      const { status } = await ask(context(), 'petra', SCAN, {
        method: 'POST',
      });
      return status < 300;
    });
    const taken = { status: 202, body: { status: 'accepted' } };
    expect(
      await send('cdevents', cdevents.body, {
        ...cdevents.headers,
        'x-fairway-signature': signatureOf(cdevents.body),
      }),
    ).toEqual(taken);
    expect(
      await send('alertmanager', alertmanager.body, {
        authorization: `Bearer ${ALERTMANAGER_TOKEN}`,
      }),
    ).toEqual(taken);
    const behind = `${OF_FAIRWAY}/evidence?${window}&metric=incidents`;
    const [incident] = await waitFor('both in the figures', async () => {
      const { body } = await ask(context(), 'dana', behind);
      return body.items?.some((item: any) => item.method) && body.items;
    });
    expect(incident).toMatchObject({
      title: 'Fairway does not answer',
      method: 'window',
      deploymentId: JSON.parse(cdevents.body).id,
    });
    const inbox = await ask(context(), 'petra', '/api/metrics/inbox');
    expect(inbox.body.sources.map(({ id }: any) => id).sort()).toEqual([
      ...['alertmanager', 'cdevents', 'github'],
    ]);
  });
}
