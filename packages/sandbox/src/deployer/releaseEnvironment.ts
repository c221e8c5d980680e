import { dirname, delimiter } from 'node:path';

import { Release } from './model';

/** The variable by which processes of a release are recognised. */
export const TRACKING_VARIABLE = 'FAIRWAY_RELEASE';

/** The environment of a release's process, built from scratch: nothing of the sandbox's own is in it. */
export function releaseEnvironment(
  release: Release,
  options: { home: string; tracking: string },
): Record<string, string> {
  return {
    PATH: [
      dirname(process.execPath),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
    ].join(delimiter),
    HOME: options.home,
    LANG: 'C.UTF-8',
    NODE_ENV: 'production',
    SERVICE_VERSION: release.version,
    [TRACKING_VARIABLE]: options.tracking,
  };
}
