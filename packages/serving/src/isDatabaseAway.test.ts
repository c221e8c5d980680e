import { isDatabaseAway } from './isDatabaseAway';

const failing = (message: string, rest: object = {}) =>
  Object.assign(new Error(message), rest);

it.each([
  [
    failing('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' }),
    true,
  ],
  [failing('terminating connection', { code: '57P01' }), true],
  [failing('the database system is starting up', { code: '57P03' }), true],
  [failing('sorry, too many clients already', { code: '53300' }), true],
  [failing('could not extend file: No space left', { code: '53100' }), true],
  [failing('Connection terminated unexpectedly'), true],
  [failing('Knex: Timeout acquiring a connection'), true],
  [failing('Defined query timeout', { name: 'KnexTimeoutError' }), true],
  [failing('database or disk is full', { code: 'SQLITE_FULL' }), true],
  [failing('database is locked', { code: 'SQLITE_BUSY_SNAPSHOT' }), true],
  [failing('duplicate key', { code: '23505' }), false],
  [failing('UNIQUE constraint failed', { code: 'SQLITE_CONSTRAINT' }), false],
  [failing('syntax error', { code: '42601' }), false],
  [failing('anything else'), false],
  ['no error', false],
])('%s: %s', (error, away) => {
  expect(isDatabaseAway(error)).toBe(away);
});
