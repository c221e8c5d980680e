import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../src/app.ts';
import { createHealth, type Health } from '../src/health.ts';

let app: FastifyInstance;
let health: Health;
let lines: Record<string, unknown>[];
let database: Error | undefined;

beforeEach(() => {
  lines = [];
  database = undefined;
  health = createHealth({
    database: async () => {
      if (database) throw database;
    },
  });
  app = createApp({
    config: { serviceName: 'test', serviceVersion: 'v1', logLevel: 'info' },
    health,
    logStream: { write: line => void lines.push(JSON.parse(line)) },
  });
  app.get('/fails', async () => {
    throw new Error('the secret reason');
  });
});

afterEach(() => app.close());

test('says who it is', async () => {
  const response = await app.inject('/');
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), { service: 'test', version: 'v1' });
});

test('greets', async () => {
  const response = await app.inject('/greetings/Ada');
  assert.deepEqual(response.json(), { greeting: 'Hello, Ada' });
});

test('refuses what the schema does not allow', async () => {
  const response = await app.inject(`/greetings/${'x'.repeat(61)}`);
  assert.equal(response.statusCode, 400);
  assert.equal(response.json().error, 'FST_ERR_VALIDATION');
});

test('/healthz is well even while a dependency is away', async () => {
  database = new Error('away');
  assert.equal((await app.inject('/healthz')).statusCode, 200);
});

test('/readyz names what is away', async () => {
  assert.equal((await app.inject('/readyz')).statusCode, 200);
  database = new Error('away');
  const response = await app.inject('/readyz');
  assert.equal(response.statusCode, 503);
  assert.deepEqual(response.json(), { status: 'not ready', failing: ['database'] });
});

test('/readyz says no while draining', async () => {
  health.draining = true;
  assert.equal((await app.inject('/readyz')).statusCode, 503);
});

test('/metrics counts rate, errors and duration by route', async () => {
  await app.inject('/greetings/Ada');
  await app.inject('/greetings/Grace');
  await app.inject('/fails');
  await app.inject('/no/such/page');
  const { body, headers } = await app.inject('/metrics');
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
  assert.match(body, /http_requests_total\{method="GET",route="\/greetings\/:name",status="200"\} 2/);
  assert.match(body, /http_requests_total\{method="GET",route="\/fails",status="500"\} 1/);
  assert.match(body, /http_requests_total\{method="GET",route="unmatched",status="404"\} 1/);
  assert.match(body, /http_request_duration_seconds_count\{method="GET",route="\/greetings\/:name",status="200"\} 2/);
  assert.match(body, /nodejs_eventloop_lag_seconds/);
});

test('a request has one log line, with its id', async () => {
  const response = await app.inject({ url: '/greetings/Ada', headers: { 'x-request-id': 'abc-12345' } });
  assert.equal(response.headers['x-request-id'], 'abc-12345');
  assert.equal(lines.length, 1);
  const { durationMs, time, ...line } = lines[0] ?? {};
  assert.ok(Number(durationMs) >= 0);
  assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(line, {
    level: 'info',
    service: 'test',
    version: 'v1',
    requestId: 'abc-12345',
    method: 'GET',
    route: '/greetings/:name',
    status: 200,
    msg: 'Request finished',
  });
});

test('an id that could spoil a log is replaced, and probes are not logged', async () => {
  const response = await app.inject({ url: '/healthz', headers: { 'x-request-id': 'a b\tc{}' } });
  assert.match(String(response.headers['x-request-id']), /^[0-9a-f-]{36}$/);
  assert.deepEqual(lines, []);
});

test('the reason of a failure is in the log and not in the answer', async () => {
  const response = await app.inject('/fails');
  assert.equal(response.statusCode, 500);
  assert.doesNotMatch(response.body, /secret reason/);
  const { requestId } = response.json();
  assert.ok(lines.some(line => line.requestId === requestId && JSON.stringify(line).includes('secret reason')));
});

test('what does not exist is a 404 of the same shape', async () => {
  const response = await app.inject('/no/such/page');
  assert.equal(response.statusCode, 404);
  assert.deepEqual(Object.keys(response.json()), ['error', 'message', 'requestId']);
});
