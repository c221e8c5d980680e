import { mockCredentials } from '@backstage/backend-test-utils';
import { setTimeout as wait } from 'node:timers/promises';

// One question for all that are awaited, and not too often: the answer is work for what is measured.
const LOOK_EVERY = 50;
const AT_MOST = 120_000;

async function send(url: string, body: object): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: mockCredentials.user.header('user:default/dana'),
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status} ${await response.text()}`);
  }
  return response;
}

async function untilInCatalog(
  backend: string,
  entityRefs: string[],
): Promise<void> {
  for (const end = Date.now() + AT_MOST; Date.now() < end;) {
    const response = await send(`${backend}/api/catalog/entities/by-refs`, {
      entityRefs,
      fields: ['kind'],
    });
    const { items } = (await response.json()) as { items: unknown[] };
    if (items.every(Boolean)) {
      return;
    }
    await wait(LOOK_EVERY);
  }
  throw new Error(`Not all of ${entityRefs} appeared`);
}

/** Waits until a backend knows what it starts with. */
export async function untilReady(backend: string): Promise<void> {
  await untilInCatalog(backend, [
    'template:default/bench',
    'group:default/checkout',
  ]);
}

/** @returns the seconds from the requests, sent at once, to the last of the components in the catalog. */
export async function createServices(options: {
  backend: string;
  host: string;
  names: string[];
}): Promise<number> {
  const { backend, host, names } = options;
  const start = performance.now();
  await Promise.all(
    names.map(name =>
      send(`${backend}/api/scaffolder/v2/tasks`, {
        templateRef: 'template:default/bench',
        values: { name, owner: 'group:default/checkout', host },
      }),
    ),
  );
  await untilInCatalog(
    backend,
    names.map(name => `component:default/${name}`),
  );
  return (performance.now() - start) / 1000;
}
