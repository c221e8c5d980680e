import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ALGORITHM = 'ES256';

const signedBy = (key: KeyObject) => (text: string) =>
  sign('sha256', Buffer.from(text), {
    key,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');

/** Signs tokens as a portal does, with a key of its own. */
export interface Issuer {
  keyId: string;
  issue(header: { typ?: string; alg?: string }, claims: object): string;
  /** Its keys as a static key store of the configuration names them, once they are in the folder. */
  keep(folder: string): Promise<object>;
}

export function createIssuer(): Issuer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const keyId = 'the-key';
  return {
    keyId,
    issue: (header, claims) =>
      join64(
        { ...header, alg: header.alg ?? ALGORITHM, kid: keyId },
        claims,
        signedBy(privateKey),
      ),
    async keep(folder) {
      const publicKeyFile = join(folder, 'public.pem');
      const privateKeyFile = join(folder, 'private.pem');
      await writeFile(
        publicKeyFile,
        publicKey.export({ type: 'spki', format: 'pem' }),
      );
      await writeFile(
        privateKeyFile,
        privateKey.export({ type: 'pkcs8', format: 'pem' }),
      );
      return {
        keys: [{ keyId, publicKeyFile, privateKeyFile, algorithm: ALGORITHM }],
      };
    },
  };
}

/** A token that nobody has signed. */
export const unsigned = (header: object, claims: object): string =>
  join64({ alg: 'none', ...header }, claims, () => '');

function join64(
  header: object,
  claims: object,
  signature: (text: string) => string,
): string {
  const text = [header, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${signature(text)}`;
}
