import { ConcurrencySetting, Permissions, RunDefaults } from './Workflow';

// The file passed GitHub's schema before these read it, so they only have to
// give its alternatives (a text or a mapping, say) one shape.

/** A mapping, or an empty one when there is none. */
export function readMapping(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A scalar as text. */
export function readText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** A list of texts, which the file may write as one text. */
export function readTexts(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.map(String);
  }
  return value === undefined || value === null ? [] : [String(value)];
}

/** Something that is true or false, or an expression that tells. */
export function readFlag(value: unknown, fallback: boolean): boolean | string {
  return typeof value === 'boolean' || typeof value === 'string'
    ? value
    : fallback;
}

/** A number, or an expression that gives one. */
export function readNumber(value: unknown): number | string | undefined {
  return typeof value === 'number' || typeof value === 'string'
    ? value
    : undefined;
}

/** `if:`, which YAML may have read as a boolean. */
export function readCondition(value: unknown): string | boolean | undefined {
  return typeof value === 'boolean' ? value : readText(value);
}

/** `defaults:` of a workflow or job. */
export function readDefaults(value: unknown): RunDefaults {
  const run = readMapping(readMapping(value).run);
  return {
    shell: readText(run.shell),
    workingDirectory: readText(run['working-directory']),
  };
}

/** `concurrency:`, a group's name or a mapping. */
export function readConcurrency(
  value: unknown,
): ConcurrencySetting | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'string') {
    return { group: value, cancelInProgress: false };
  }
  const mapping = readMapping(value);
  return {
    group: readText(mapping.group) ?? '',
    cancelInProgress: readFlag(mapping['cancel-in-progress'], false),
  };
}

const ALL_SCOPES = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'packages',
  'pull-requests',
  'statuses',
];

/** `permissions:`; what a mapping does not name is none, as on GitHub. */
export function readPermissions(value: unknown): Permissions | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (value === 'read-all' || value === 'write-all') {
    const access = value === 'read-all' ? 'read' : 'write';
    return Object.fromEntries(ALL_SCOPES.map(scope => [scope, access]));
  }
  return readMapping(value) as Permissions;
}
