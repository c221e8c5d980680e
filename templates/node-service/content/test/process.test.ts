import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the service as it is started in production, on a free port. */
async function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  void exited.then(() => running.delete(child));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /"msg":"Server listening at (http[^"]+)"/.exec(line) ?? [];
    if (url) {
      child.stdout.resume();
      return { child, url, exited };
    }
  }
  throw new Error(`The service stopped with code ${await exited} before it listened`);
}

test('a configuration that is not valid stops the start with code 78 and the name', async () => {
  const child = spawn(process.execPath, [main], { env: { PORT: 'eighty' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let message = '';
  child.stderr.on('data', chunk => (message += chunk));
  const [code] = await once(child, 'close');
  assert.equal(code, 78);
  assert.match(message, /PORT must be a whole number from 0 to 65535, not "eighty"/);
});

test('after a stop signal /readyz says no, other requests are still answered, and the exit is clean', async () => {
  const { child, url, exited } = await start({ SHUTDOWN_DELAY_SECONDS: '1' });
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  child.kill('SIGTERM');
  let status = 200;
  while (status === 200) status = (await fetch(`${url}/readyz`)).status;
  assert.equal(status, 503);
  assert.equal((await fetch(`${url}/greetings/Ada`)).status, 200);
  assert.equal(await exited, 0);
});

test('with a collector in the environment, a request becomes a span that continues the caller’s trace', async () => {
  let received: (body: string) => void;
  const exported = new Promise<string>(resolve => (received = resolve));
  const collector = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end('{}');
    if (request.url === '/v1/traces') received(body);
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  try {
    const { port } = collector.address() as AddressInfo;
    const { child, url, exited } = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_SERVICE_NAME: 'orders',
    });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await fetch(`${url}/greetings/Ada`, { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
    // What is still waiting is sent when the service stops.
    child.kill('SIGTERM');
    assert.equal(await exited, 0);
    const body = await exported;
    assert.match(body, new RegExp(traceId));
    assert.match(body, /GET \/greetings\/:name/);
    assert.match(body, /"service\.name","value":\{"stringValue":"orders"\}/);
  } finally {
    collector.close();
  }
});
