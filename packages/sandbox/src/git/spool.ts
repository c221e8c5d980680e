import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request's body, kept in a file. */
export interface Spooled {
  stream(): Readable;
  remove(): Promise<void>;
}

/** Writes a stream to a file of its own below the folder. */
export async function spool(
  folder: string,
  source: Readable,
): Promise<Spooled> {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary, { recursive: true });
  const file = join(temporary, randomUUID());
  try {
    await pipeline(source, createWriteStream(file));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return {
    stream: () => createReadStream(file),
    remove: () => rm(file, { force: true }),
  };
}
