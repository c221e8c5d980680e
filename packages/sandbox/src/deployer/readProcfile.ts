import { InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The command of the `web:` line of a release's Procfile.
 *
 * @throws InputError when there is none
 */
export async function readWebCommand(directory: string): Promise<string> {
  const text = await readFile(join(directory, 'Procfile'), 'utf8').catch(() => {
    throw new InputError('The release has no Procfile');
  });
  const command = /^web:[ \t]*(\S.*)$/m.exec(text)?.[1];
  if (!command) {
    throw new InputError('The Procfile has no line "web:"');
  }
  return command.trim();
}
