import { open } from 'node:fs/promises';

/** The lines of a log, as many as a page can show. */
export interface Log {
  lines: string[];
  isCut: boolean;
}

const MAXIMUM_BYTES = 2 * 1024 * 1024;

/** Reads the beginning of a log; a file that is not there is an empty one. */
export async function readLog(file: string): Promise<Log> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) {
    return { lines: [], isCut: false };
  }
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, MAXIMUM_BYTES);
    const buffer = Buffer.alloc(length);
    await handle.read(buffer, 0, length, 0);
    const lines = buffer.toString('utf8').split('\n');
    if (lines.at(-1) === '') {
      lines.pop();
    }
    return { lines, isCut: size > MAXIMUM_BYTES };
  } finally {
    await handle.close();
  }
}
