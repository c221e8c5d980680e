import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ForgeDatabase } from './ForgeDatabase';
import { People } from './People';
import { Caller, Permissions, TokenKind } from './model';

export interface CreateTokenOptions {
  login: string;
  kind: TokenKind;
  scopes?: string[];
  note?: string;
  /** Only this repository; needed for a workflow's token. */
  repositoryId?: number;
  /** What a workflow's token may do; everything else is refused. */
  permissions?: Permissions;
  expiresAt?: Date;
}

/** A token without its secret. */
export interface TokenRecord {
  id: number;
  login: string;
  kind: TokenKind;
  note: string | null;
  createdAt: string;
  expiresAt: string | null;
}

interface TokenRow {
  id: number;
  hash: Buffer;
  login: string;
  kind: TokenKind;
  scopes: string;
  note: string | null;
  repository_id: number | null;
  permissions: string | null;
  created_at: string;
  expires_at: string | null;
}

const prefixes: Record<TokenKind, string> = {
  installation: 'ghs',
  workflow: 'ghs',
  oauth: 'gho',
  personal: 'ghp',
  session: 'session',
};

const maximumLength = 255;

/** SHA-256 of a secret: what is stored in its place. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * Gives out tokens and says whose one is. Only hashes are stored; a hash is compared in constant time, and finding it
 * tells nothing, since nobody can choose where a hash lands.
 */
export class Tokens {
  readonly #database: ForgeDatabase;
  readonly #people: People;
  readonly #fixed: Array<{ hash: Buffer; login: string }> = [];

  constructor(database: ForgeDatabase, people: People) {
    this.#database = database;
    this.#people = people;
  }

  /** A token that comes from the configuration: it is kept in memory only. */
  addFixed(token: string, login: string): void {
    this.#fixed.push({ hash: hashSecret(token), login });
  }

  /** The token itself is told once, here. */
  createToken(options: CreateTokenOptions): { id: number; token: string } {
    const token = `${prefixes[options.kind]}_${randomBytes(27).toString('hex')}`;
    const { id } = this.#database.run(
      `INSERT INTO tokens (hash, login, kind, scopes, note, repository_id, permissions, created_at, expires_at)
       VALUES (@hash, @login, @kind, @scopes, @note, @repositoryId, @permissions, @createdAt, @expiresAt)`,
      {
        hash: hashSecret(token),
        login: options.login,
        kind: options.kind,
        scopes: JSON.stringify(options.scopes ?? []),
        note: options.note ?? null,
        repositoryId: options.repositoryId ?? null,
        permissions: options.permissions
          ? JSON.stringify(options.permissions)
          : null,
        createdAt: new Date().toISOString(),
        expiresAt: options.expiresAt?.toISOString() ?? null,
      },
    );
    return { id, token };
  }

  /** The tokens of one kind that a person has, newest first. */
  list(login: string, kind: TokenKind): TokenRecord[] {
    return this.#database
      .all<TokenRow>(
        'SELECT * FROM tokens WHERE login = ? AND kind = ? ORDER BY id DESC',
        [login, kind],
      )
      .map(row => ({
        id: row.id,
        login: row.login,
        kind: row.kind,
        note: row.note,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }));
  }

  revoke(id: number): void {
    this.#database.run('DELETE FROM tokens WHERE id = ?', [id]);
  }

  /** As {@link Tokens.revoke}, for who holds the token itself. */
  revokeSecret(token: string): void {
    this.#database.run('DELETE FROM tokens WHERE hash = ?', [
      hashSecret(token),
    ]);
  }

  /** Forgets what can no longer be used. */
  deleteExpired(): void {
    this.#database.run('DELETE FROM tokens WHERE expires_at < ?', [
      new Date().toISOString(),
    ]);
  }

  /** Whose token this is; undefined when it is unknown or has expired. */
  identify(token: string): Caller | undefined {
    if (token.length === 0 || token.length > maximumLength) {
      return undefined;
    }
    const hash = hashSecret(token);
    const fixed = this.#fixed.filter(entry =>
      timingSafeEqual(entry.hash, hash),
    )[0];
    if (fixed) {
      const person = this.#people.get(fixed.login);
      return { person, kind: 'installation', scopes: [] };
    }
    const row = this.#database.get<TokenRow>(
      'SELECT * FROM tokens WHERE hash = ?',
      [hash],
    );
    if (!row || !timingSafeEqual(row.hash, hash)) {
      return undefined;
    }
    if (row.expires_at && row.expires_at <= new Date().toISOString()) {
      return undefined;
    }
    return {
      person: this.#people.get(row.login),
      kind: row.kind,
      scopes: JSON.parse(row.scopes),
      repositoryId: row.repository_id ?? undefined,
      permissions: row.permissions ? JSON.parse(row.permissions) : undefined,
    };
  }
}
