import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ForgeDatabase } from '../forge/ForgeDatabase';
import { hashSecret } from '../forge/Tokens';

const lifetimeInMilliseconds = 10 * 60 * 1000;

export interface Authorization {
  login: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  /** PKCE, method S256. */
  challenge?: string;
}

interface Row {
  login: string;
  client_id: string;
  redirect_uri: string;
  scopes: string;
  challenge: string | null;
  expires_at: string;
}

/** The codes that a sign-in hands back; each is good once, for ten minutes, for the app that asked. */
export class AuthorizationCodes {
  readonly #database: ForgeDatabase;

  constructor(database: ForgeDatabase) {
    this.#database = database;
  }

  issue(authorization: Authorization): string {
    const code = randomBytes(20).toString('hex');
    this.#database.run(
      `INSERT INTO authorization_codes (hash, login, client_id, redirect_uri, scopes, challenge, expires_at)
       VALUES (@hash, @login, @clientId, @redirectUri, @scopes, @challenge, @expiresAt)`,
      {
        hash: hashSecret(code),
        login: authorization.login,
        clientId: authorization.clientId,
        redirectUri: authorization.redirectUri,
        scopes: JSON.stringify(authorization.scopes),
        challenge: authorization.challenge ?? null,
        expiresAt: new Date(Date.now() + lifetimeInMilliseconds).toISOString(),
      },
    );
    return code;
  }

  /** What the code stands for, once; undefined when it is unknown, used, too old, or another app's. */
  redeem(
    code: string,
    by: { clientId: string; redirectUri?: string; verifier?: string },
  ): Authorization | undefined {
    const hash = hashSecret(code);
    const row = this.#database.transact(() => {
      const found = this.#database.get<Row>(
        'SELECT * FROM authorization_codes WHERE hash = ?',
        [hash],
      );
      this.#database.run(
        'DELETE FROM authorization_codes WHERE hash = ? OR expires_at < ?',
        [hash, new Date().toISOString()],
      );
      return found;
    });
    if (
      !row ||
      row.expires_at <= new Date().toISOString() ||
      row.client_id !== by.clientId ||
      (by.redirectUri !== undefined && by.redirectUri !== row.redirect_uri) ||
      !answersChallenge(row.challenge, by.verifier)
    ) {
      return undefined;
    }
    return {
      login: row.login,
      clientId: row.client_id,
      redirectUri: row.redirect_uri,
      scopes: JSON.parse(row.scopes),
    };
  }
}

function answersChallenge(
  challenge: string | null,
  verifier: string | undefined,
): boolean {
  if (challenge === null) {
    return true;
  }
  const answer = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  return (
    answer.length === challenge.length &&
    timingSafeEqual(Buffer.from(answer), Buffer.from(challenge))
  );
}
