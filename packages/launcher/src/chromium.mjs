import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/** The path of the machine's Chromium (FAIRWAY_CHROMIUM, else from the PATH), or undefined. */
export async function findChromium() {
  if (process.env.FAIRWAY_CHROMIUM) return process.env.FAIRWAY_CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(':'))
    for (const name of NAMES) {
      const path = join(folder, name);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  return undefined;
}
