import { copyFileSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';

/** What a job takes over from the machine so that it reaches a package registry: proxies and certificates. */
const NETWORK_VARIABLES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
];

/** Settings of npm that say where packages come from; the others are those of the sandbox's own package manager. */
const NPM_SETTING =
  /^npm_config_(registry|.*:registry|\/\/.*|proxy|https?[-_]proxy|noproxy|ca|cafile|strict[-_]ssl|globalconfig|before|min[-_]release[-_]age)$/i;

function networkSettings(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        (NETWORK_VARIABLES.includes(entry[0].toUpperCase()) ||
          NPM_SETTING.test(entry[0])),
    ),
  );
}

/** The PATH: first the Node.js that runs the sandbox; never the sandbox's own packages. */
function searchPath(source: NodeJS.ProcessEnv): string {
  const own = (source.PATH ?? '').split(delimiter).filter(
    folder =>
      folder &&
      !folder.includes(`node_modules${sep}.bin`) &&
      !folder.includes('node-gyp-bin') &&
      // Yarn and jest put a `node` wrapper for their own programs there.
      !/[\\/]xfs-[0-9a-f]+/.test(folder),
  );
  const system = ['/usr/local/bin', '/usr/bin', '/bin'];
  return [...new Set([dirname(process.execPath), ...own, ...system])].join(
    delimiter,
  );
}

/**
 * Gives a job the user's settings of npm (registries and their tokens) as a copy:
 * what a workflow changes in them stays its own.
 */
export function copyNpmSettings(
  home: string,
  source: NodeJS.ProcessEnv = process.env,
): void {
  const file = source.npm_config_userconfig ?? join(homedir(), '.npmrc');
  if (existsSync(file)) {
    copyFileSync(file, join(home, '.npmrc'));
  }
}

/**
 * The part of a job's environment that comes from the machine. It is built from
 * scratch: nothing of the sandbox's own environment (its tokens, say) is in it but
 * what a package manager needs to reach a registry.
 */
export function baseEnvironment(options: {
  home: string;
  /** Shared by all jobs, so that a package is fetched once. */
  npmCache: string;
  temporary: string;
  source?: NodeJS.ProcessEnv;
}): Record<string, string> {
  const source = options.source ?? process.env;
  return {
    ...networkSettings(source),
    npm_config_cache: options.npmCache,
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    PATH: searchPath(source),
    HOME: options.home,
    LANG: source.LANG ?? 'C.UTF-8',
    TMPDIR: options.temporary,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
  };
}
