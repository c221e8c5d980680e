import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fromBuffer, open, Entry, ZipFile } from 'yauzl';

function openZip(source: string | Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile) =>
      error ? reject(error) : resolve(zip);
    const options = { lazyEntries: true, strictFileNames: true };
    if (typeof source === 'string') {
      open(source, options, done);
    } else {
      fromBuffer(source, options, done);
    }
  });
}

async function extractEntry(zip: ZipFile, entry: Entry, directory: string) {
  const target = join(directory, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  const content = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(error) : resolve(stream),
    ),
  );
  await pipeline(content, createWriteStream(target));
}

/**
 * Extracts a zip file. Names that lead out of the folder (absolute, `..`, with a
 * backslash) are refused by yauzl; links are not made.
 *
 * @returns how many files there were
 */
export async function extractZip(
  source: string | Buffer,
  directory: string,
): Promise<number> {
  const zip = await openZip(source);
  await mkdir(directory, { recursive: true });
  let files = 0;
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      files += entry.fileName.endsWith('/') ? 0 : 1;
      extractEntry(zip, entry, directory).then(() => zip.readEntry(), reject);
    });
    zip.on('end', () => resolve(files));
    zip.on('error', reject);
    zip.readEntry();
  });
}
