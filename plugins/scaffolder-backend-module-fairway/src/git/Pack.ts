import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';

const compress = promisify(deflate);
const VERSION = 2;
// https://git-scm.com/docs/pack-format#_object_types
const TYPES = { commit: 1, tree: 2, blob: 3 };

/** Gathers objects of git in the form in which they are sent: https://git-scm.com/docs/pack-format. */
export class Pack {
  readonly #entries = new Map<string, Promise<Buffer>>();

  /** @returns the object's hash. */
  add(type: keyof typeof TYPES, content: Buffer): string {
    const hash = createHash('sha1')
      .update(`${type} ${content.length}\0`)
      .update(content)
      .digest('hex');
    if (!this.#entries.has(hash)) {
      this.#entries.set(hash, encode(TYPES[type], content));
    }
    return hash;
  }

  async bytes(): Promise<Buffer> {
    const entries = await Promise.all(this.#entries.values());
    const head = Buffer.alloc(12, 'PACK');
    head.writeUInt32BE(VERSION, 4);
    head.writeUInt32BE(entries.length, 8);
    const hash = createHash('sha1').update(head);
    entries.forEach(entry => hash.update(entry));
    return Buffer.concat([head, ...entries, hash.digest()]);
  }
}

async function encode(type: number, content: Buffer): Promise<Buffer> {
  // A pack lives as long as one push.
  const level = constants.Z_BEST_SPEED;
  const compressed = await compress(content, { level });
  return Buffer.concat([encodeHead(type, content.length), compressed]);
}

/** The type and the low four bits of the size, then seven bits a byte, each with a bit that says whether more follow. */
function encodeHead(type: number, size: number): Buffer {
  const bytes = [type * 16 + (size % 16)];
  for (let rest = Math.floor(size / 16); rest; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] += 128;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}
