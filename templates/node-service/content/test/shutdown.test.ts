import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../src/app.ts';
import { createHealth } from '../src/health.ts';
import { shutDown } from '../src/shutdown.ts';

/** A service that listens, with one route that answers only when it is told to. */
async function listening() {
  const health = createHealth();
  const config = { serviceName: 'test', serviceVersion: 'v1', logLevel: 'fatal' } as const;
  const app = createApp({ config, health });
  let arrived = () => {};
  let release = () => {};
  const inFlight = new Promise<void>(resolve => (arrived = resolve));
  const released = new Promise<void>(resolve => (release = resolve));
  app.get('/slow', async () => {
    arrived();
    await released;
    return { done: true };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, health, url, inFlight, release };
}

test('a request in flight is finished before the end', async () => {
  const { app, health, url, inFlight, release } = await listening();
  const slow = fetch(`${url}/slow`);
  await inFlight;
  let finished = false;
  const code = shutDown({
    app,
    health,
    config: { shutdownDelaySeconds: 0, shutdownTimeoutSeconds: 10 },
    finish: async () => {
      finished = true;
    },
  });
  // Until nothing new is accepted: only then is it the request in flight that is waited for.
  while (
    await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    )
  );
  assert.equal(finished, false);
  release();
  assert.equal(await code, 0);
  assert.equal(finished, true);
  assert.deepEqual(await (await slow).json(), { done: true });
});

test('what is not finished by the deadline is given up', async () => {
  const { app, health, url, inFlight, release } = await listening();
  const slow = fetch(`${url}/slow`);
  await inFlight;
  const code = await shutDown({
    app,
    health,
    config: { shutdownDelaySeconds: 0, shutdownTimeoutSeconds: 0.05 },
  });
  assert.equal(code, 1);
  release();
  await slow;
});
