import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/**
 * Makes a package that is about to be loaded use an Octokit without throttle, in this process only: the stock action
 * has no option for it. Everything else about its client stays as it is.
 */
export function withoutThrottle(packageName: string): void {
  const manifest = require.resolve(`${packageName}/package.json`);
  const path = createRequire(dirname(manifest)).resolve('octokit');
  const original = require(path);
  require.cache[path]!.exports = {
    ...original,
    Octokit: original.Octokit.defaults({ throttle: { enabled: false } }),
  };
}
