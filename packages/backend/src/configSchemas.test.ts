import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

// Backstage collects the schemas of the whole repository at each start, to know
// which values to keep out of the log. One that is written in TypeScript makes
// it load the compiler: some 120 MB and more than a second.
it('keeps every configuration schema in JSON', () => {
  const schemas = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(resolve(ROOT, folder), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => resolve(ROOT, folder, entry.name, 'package.json'))
      .map(path => JSON.parse(readFileSync(path, 'utf8')).configSchema)
      .filter(schema => schema !== undefined),
  );
  expect(schemas).not.toEqual([]);
  for (const schema of schemas) {
    expect(schema).toBe('config.schema.json');
  }
});
