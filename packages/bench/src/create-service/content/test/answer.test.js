const assert = require('node:assert');
const { test } = require('node:test');
const { answer } = require('../src/answer');

test('is healthy', () => {
  assert.deepEqual(answer('/healthz'), { status: 200, body: 'ok' });
});
