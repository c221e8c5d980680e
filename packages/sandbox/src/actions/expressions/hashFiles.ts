import { minimatch } from 'minimatch';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * GitHub's `hashFiles`: one SHA-256 over the SHA-256 of each file in the workspace
 * that a pattern names; empty when there is none.
 */
export function hashFiles(workspace: string, patterns: string[]): string {
  const included = patterns.filter(pattern => !pattern.startsWith('!'));
  const excluded = patterns
    .filter(pattern => pattern.startsWith('!'))
    .map(pattern => pattern.slice(1));
  const files = filesBelow(workspace).filter(file => {
    const name = relative(workspace, file).split(sep).join('/');
    const hits = (pattern: string) =>
      minimatch(name, pattern.replace(/^\.?\//, ''), { dot: true });
    return included.some(hits) && !excluded.some(hits);
  });
  if (files.length === 0) {
    return '';
  }
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}
