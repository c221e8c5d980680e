const MOST = 0xffffffff;

/** Durations in whole seconds, four bytes each, shortest first. */
export function packSeconds(seconds: number[]): Buffer {
  const values = Uint32Array.from(seconds, value =>
    Math.min(MOST, Math.max(0, Math.round(value))),
  ).sort();
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

export function unpackSeconds(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) =>
    bytes.readUInt32LE(index * 4),
  );
}
