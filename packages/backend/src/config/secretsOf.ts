import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject, JsonValue } from '@backstage/types';
import { keptAnswer } from './keptAnswer';

/**
 * The values of a configuration that its schema calls secret. Where they stand is kept, never what they are; so the
 * schema of a whole Backstage is compiled only after the configuration, a schema or a package changed.
 *
 * @param root - the folder that has yarn.lock, `packages` and `plugins`
 */
export async function secretsOf(
  data: JsonObject,
  root: string,
): Promise<Set<string>> {
  const { names, sources } = await schemaSources(root);
  const paths = await keptAnswer('secrets', [data, sources], () =>
    secretPaths(data, names),
  );
  const secret = new Set(paths);
  const values = new Set<string>();
  for (const [path, value] of strings(data, '')) {
    if (secret.has(path)) {
      values.add(value);
    }
  }
  return values;
}

async function secretPaths(
  data: JsonObject,
  dependencies: string[],
): Promise<string[]> {
  const paths: string[] = [];
  const schema = await loadConfigSchema({ dependencies });
  schema.process([{ data, context: 'secrets' }], {
    visibility: ['secret'],
    ignoreSchemaErrors: true,
    valueTransform(value, { path }) {
      if (typeof value === 'string') {
        paths.push(path);
      }
      return value;
    },
  });
  return paths;
}

/** Each text with its place, written as Backstage's filter writes it: `integrations.github[0].token`. */
function* strings(value: JsonValue, path: string): Generator<[string, string]> {
  if (typeof value === 'string') {
    yield [path, value];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* strings(item, `${path}[${index}]`);
    }
  } else if (value && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) {
        yield* strings(item, path ? `${path}.${key}` : key);
      }
    }
  }
}

function optional(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return '';
    }
    throw error;
  });
}

/** The workspaces, whose schemas and whose packages' schemas count, and everything that those depend on. */
async function schemaSources(
  root: string,
): Promise<{ names: string[]; sources: string[] }> {
  const lock = await optional(join(root, 'yarn.lock'));
  const manifests: string[] = [];
  const schemas: string[] = [];
  for (const folder of ['packages', 'plugins']) {
    for (const name of await readdir(join(root, folder))) {
      const manifest = await optional(join(root, folder, name, 'package.json'));
      if (manifest) {
        manifests.push(manifest);
        schemas.push(
          await optional(join(root, folder, name, 'config.schema.json')),
        );
      }
    }
  }
  return {
    names: manifests.map(manifest => JSON.parse(manifest).name),
    sources: [lock, ...manifests, ...schemas],
  };
}
