import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const COMPONENTS = 1_000;
const TEAMS = 20;
const SYSTEMS = 40;

/** The first of the owner's components by name. */
export const FIRST_NAME = 'service-0003';

/** Whose components both sides show. */
export const OWNER = 'group:default/road-3';

const team = (number: number) => `road-${number % TEAMS}`;
const system = (number: number) => `lane-${number % SYSTEMS}`;
const entity = (
  kind: string,
  metadata: Record<string, unknown>,
  spec: Record<string, unknown>,
) =>
  JSON.stringify({ apiVersion: 'backstage.io/v1alpha1', kind, metadata, spec });

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The same components, with the same teams and systems, for both sides. */
function entities(): string[] {
  return [
    ...range(TEAMS).map(number =>
      entity(
        'Group',
        { name: team(number) },
        {
          type: 'team',
          profile: { displayName: `Road ${number}` },
          children: [],
        },
      ),
    ),
    ...range(SYSTEMS).map(number =>
      entity('System', { name: system(number) }, { owner: team(number) }),
    ),
    ...range(COMPONENTS).map(number =>
      entity(
        'Component',
        {
          name: `service-${String(number).padStart(4, '0')}`,
          description: `Number ${number} of the services that this is measured with`,
          tags: ['node', number % 2 ? 'grpc' : 'http', `area-${number % 9}`],
        },
        {
          type: number % 5 ? 'service' : 'library',
          lifecycle: number % 3 ? 'production' : 'experimental',
          owner: team(number),
          system: system(number),
        },
      ),
    ),
  ];
}

/** Writes the catalog's content into a folder, and a configuration that names it as a location. */
export async function writeData(folder: string): Promise<string> {
  const target = join(folder, 'catalog-info.yaml');
  // JSON is YAML.
  await writeFile(target, entities().join('\n---\n'));
  const config = join(folder, 'app-config.data.yaml');
  const allow = ['Component', 'Group', 'System'];
  await writeFile(
    config,
    JSON.stringify({
      catalog: { locations: [{ type: 'file', target, rules: [{ allow }] }] },
    }),
  );
  return config;
}
