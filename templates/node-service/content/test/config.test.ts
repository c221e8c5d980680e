import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';

test('an empty environment is enough to start', () => {
  const config = readConfig({});
  assert.equal(config.port, 8080);
  assert.equal(config.host, '0.0.0.0');
  assert.equal(config.logLevel, 'info');
  assert.equal(config.tracesEndpoint, undefined);
  assert.notEqual(config.serviceName, '');
});

test('values are taken from the environment', () => {
  const config = readConfig({
    PORT: '3000',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'debug',
    OTEL_SERVICE_NAME: 'orders',
    SERVICE_VERSION: 'v7',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    SHUTDOWN_DELAY_SECONDS: '5',
    SHUTDOWN_TIMEOUT_SECONDS: '20',
  });
  assert.deepEqual(config, {
    port: 3000,
    host: '127.0.0.1',
    logLevel: 'debug',
    serviceName: 'orders',
    serviceVersion: 'v7',
    tracesEndpoint: 'http://collector:4318',
    shutdownDelaySeconds: 5,
    shutdownTimeoutSeconds: 20,
  });
});

for (const [name, value] of [
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '1e3'],
  ['LOG_LEVEL', 'loud'],
  ['SHUTDOWN_TIMEOUT_SECONDS', '0'],
  ['SHUTDOWN_DELAY_SECONDS', '2.5'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
] as const) {
  test(`${name}=${value} is refused by name`, () => {
    assert.throws(() => readConfig({ [name]: value }), new RegExp(`${name} must be .*${JSON.stringify(value)}`));
  });
}

test('all that is wrong is said at once', () => {
  assert.throws(
    () => readConfig({ PORT: 'x', LOG_LEVEL: 'y' }),
    (error: unknown) => error instanceof ConfigError && error.problems.length === 2,
  );
});
