import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LineSplitter } from '../../processes/LineSplitter';
import { baseEnvironment } from './baseEnvironment';
import { readAssignments } from './commandFiles';
import { JobLog } from './JobLog';
import { Masker } from './Masker';
import { parseWorkflowCommand } from './workflowCommands';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'runner-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

it.each([
  ['text', undefined],
  ['::notice::hello', { name: 'notice', properties: {}, data: 'hello' }],
  [
    '::error file=a.ts,line=3,title=Bad%2C really::100%25%0Aof it',
    {
      name: 'error',
      properties: { file: 'a.ts', line: '3', title: 'Bad, really' },
      data: '100%\nof it',
    },
  ],
  ['std::string::empty', undefined],
])('the line %s is the command %j', (line, expected) => {
  expect(parseWorkflowCommand(line)).toEqual(expected);
});

it.each([
  [
    'A=1\nB=x=y\n',
    [
      ['A', '1'],
      ['B', 'x=y'],
    ],
  ],
  [
    'A<<END\none\ntwo\nEND\nB=2\n',
    [
      ['A', 'one\ntwo'],
      ['B', '2'],
    ],
  ],
  ['A<<END\nEND\n', [['A', '']]],
  ['A=x<<y\n', [['A', 'x<<y']]],
])('the file %j assigns %j', (text, expected) => {
  const file = join(directory, 'file');
  writeFileSync(file, text);
  expect(readAssignments(file, 'GITHUB_OUTPUT')).toEqual(expected);
});

it.each(['nonsense\n', 'A<<END\nnever ended\n', 'A<<\nx\n'])(
  'the file %j is refused',
  text => {
    const file = join(directory, 'file');
    writeFileSync(file, text);
    expect(() => readAssignments(file, 'GITHUB_ENV')).toThrow('GITHUB_ENV');
  },
);

it('hides values, each line of them, and the forms they take', () => {
  const masker = new Masker();
  masker.add('p/w "1"\nsecond line');
  masker.add('p/w "1" and more');
  const text = [
    'p/w "1"',
    'p/w "1" and more',
    'second line',
    'p%2Fw%20%221%22',
    'p/w \\"1\\"',
    Buffer.from('second line').toString('base64'),
    'other',
  ].join('|');
  expect(masker.mask(text)).toBe('***|***|***|***|***|***|other');
});

it('cuts a log that grows too large, and says so', () => {
  const file = join(directory, 'log');
  const log = JobLog.open({ file, masker: new Masker(), maximumBytes: 300 });
  for (let line = 0; line < 100; line += 1) {
    log.write(`line ${line}`);
  }
  log.close();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('The log is cut here: it reached 300 bytes');
  expect(text.length).toBeLessThan(500);
});

it('makes lines of chunks, whatever is cut', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter(line => lines.push(line));
  const euro = Buffer.from('€');
  splitter.push(Buffer.from('one\r\ntw'));
  splitter.push(Buffer.concat([Buffer.from('o '), euro.subarray(0, 1)]));
  splitter.push(Buffer.concat([euro.subarray(1), Buffer.from('\n')]));
  splitter.push(Buffer.alloc(200_000, 'x'));
  splitter.push(Buffer.from('xx\nlast'));
  splitter.end();
  expect(lines.map(line => line.slice(-12))).toEqual([
    'one',
    'two €',
    '… (line cut)',
    'last',
  ]);
});

it('takes over what reaches a registry, and nothing else', () => {
  const environment = baseEnvironment({
    home: '/home',
    npmCache: '/cache',
    temporary: '/tmp',
    source: {
      NODE_ENV: 'test',
      PATH: '/opt/bin:/checkout/node_modules/.bin',
      FAIRWAY_FORGE_TOKEN: 'secret',
      HTTPS_PROXY: 'http://proxy',
      npm_config_registry: 'http://mirror',
      'npm_config_@acme:registry': 'http://own',
      npm_config_prefix: '/elsewhere',
      npm_config_user_agent: 'yarn',
    },
  });
  expect(environment).toMatchObject({
    HOME: '/home',
    HTTPS_PROXY: 'http://proxy',
    npm_config_registry: 'http://mirror',
    'npm_config_@acme:registry': 'http://own',
    npm_config_cache: '/cache',
  });
  expect(environment.PATH).toContain('/opt/bin');
  expect(environment.PATH).not.toContain('/checkout/node_modules/.bin');
  expect(Object.keys(environment)).not.toEqual(
    expect.arrayContaining([
      expect.stringMatching(/FAIRWAY|prefix|user_agent/),
    ]),
  );
});
