import { InputError } from '@backstage/errors';
import sodium from 'libsodium-wrappers';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The key pair for secrets: clients seal with the public key, the runner opens with the private one. */
export class SecretBox {
  readonly keyId: string;
  /** In base64, as the API gives it out. */
  readonly publicKey: string;
  readonly #privateKey: Uint8Array;

  private constructor(publicKey: string, privateKey: Uint8Array) {
    this.publicKey = publicKey;
    this.keyId = BigInt(
      `0x${createHash('sha256').update(publicKey).digest('hex').slice(0, 15)}`,
    ).toString();
    this.#privateKey = privateKey;
  }

  /** Reads the key pair of the folder; makes one the first time. */
  static async open(directory: string): Promise<SecretBox> {
    await sodium.ready;
    await mkdir(directory, { recursive: true });
    const file = join(directory, 'secrets-key.json');
    if (!existsSync(file)) {
      const pair = sodium.crypto_box_keypair();
      writeFileSync(
        file,
        JSON.stringify({
          publicKey: Buffer.from(pair.publicKey).toString('base64'),
          privateKey: Buffer.from(pair.privateKey).toString('base64'),
        }),
        { mode: 0o600, flush: true },
      );
    }
    const { publicKey, privateKey } = JSON.parse(readFileSync(file, 'utf8'));
    return new SecretBox(publicKey, Buffer.from(privateKey, 'base64'));
  }

  /** @throws InputError when the value was not sealed with the public key */
  open(encryptedValue: string): string {
    try {
      const opened = sodium.crypto_box_seal_open(
        new Uint8Array(Buffer.from(encryptedValue, 'base64')),
        new Uint8Array(Buffer.from(this.publicKey, 'base64')),
        new Uint8Array(this.#privateKey),
      );
      return Buffer.from(opened).toString('utf8');
    } catch {
      throw new InputError(
        'The value of the secret was not encrypted with the public key',
      );
    }
  }
}
