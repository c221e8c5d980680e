import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file to put into an archive. */
export interface ZipEntry {
  /** Where it is. */
  path: string;
  /** Its name in the archive, with forward slashes. */
  name: string;
}

/** Writes a zip file; it appears under its name when it is complete. */
export async function writeZip(
  file: string,
  entries: ZipEntry[],
  compressionLevel: number,
): Promise<{ size: number; digest: string }> {
  await mkdir(dirname(file), { recursive: true });
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => {
    (zip as unknown as NodeJS.EventEmitter).on('error', reject);
  });
  for (const { path, name } of entries) {
    zip.addFile(path, name, {
      compress: compressionLevel > 0,
      compressionLevel,
    });
  }
  zip.end();
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(undefined, chunk);
    },
  });
  const partial = `${file}.partial`;
  await Promise.race([
    failed,
    pipeline(zip.outputStream, measure, createWriteStream(partial)),
  ]);
  await rename(partial, file);
  return { size, digest: `sha256:${hash.digest('hex')}` };
}
