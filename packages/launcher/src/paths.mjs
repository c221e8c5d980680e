import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '../../..',
);

/** Everything that is made here and not in Git: tools, caches, state, logs. */
export const work = join(root, '.fairway');

export const toolsFolder = join(work, 'tools');

/** Node 24, once the toolchain is there. */
export const node = join(toolsFolder, 'bin/node');
export const stampsFolder = join(work, 'stamps');
export const logsFolder = join(work, 'logs');

/** Where portal and sandbox keep what must survive a restart. */
export const stateFolder = () =>
  resolve(process.env.FAIRWAY_STATE ?? join(work, 'state'));
