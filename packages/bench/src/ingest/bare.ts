import Database from 'better-sqlite3';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { tell } from '../support/peer';
import { SECRET } from './deliveries';

const MOST_BYTES = 25 * 1024 * 1024;
const COLUMNS =
  'source text NOT NULL, delivery_id text NOT NULL, topic text NOT NULL, headers text NOT NULL, received_at bigint NOT NULL';
const INSERT = (values: string) =>
  `INSERT INTO bare_delivery (source, delivery_id, topic, headers, received_at, body) VALUES (${values}) ON CONFLICT (source, delivery_id) DO NOTHING`;

type Insert = (values: unknown[]) => Promise<boolean>;

/** One connection for each client, one statement and one commit for each delivery. */
async function postgres(connectionString: string): Promise<Insert> {
  const pool = new Pool({ connectionString, max: 32 });
  await pool.query(
    `CREATE TABLE bare_delivery (id bigserial PRIMARY KEY, ${COLUMNS}, body bytea NOT NULL, UNIQUE (source, delivery_id))`,
  );
  return async values => {
    const { rowCount } = await pool.query({
      name: 'insert',
      text: INSERT('$1, $2, $3, $4, $5, $6'),
      values,
    });
    return rowCount === 1;
  };
}

function sqlite(file: string): Insert {
  const database = new Database(file);
  database.pragma('synchronous = FULL');
  database.exec(
    `CREATE TABLE bare_delivery (id integer PRIMARY KEY, ${COLUMNS}, body blob NOT NULL, UNIQUE (source, delivery_id))`,
  );
  const insert = database.prepare(INSERT('?, ?, ?, ?, ?, ?'));
  return async values => insert.run(values).changes === 1;
}

function isSigned(body: Buffer, signature: unknown): boolean {
  const given = Buffer.from(String(signature).replace('sha256=', ''), 'hex');
  const expected = createHmac('sha256', SECRET).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What an inbox is at the least: read, check the signature, read the id, insert, commit, answer. Nothing becomes of it. */
async function main() {
  const target = process.env.BENCH_TARGET!;
  const insert = target.startsWith('postgres')
    ? await postgres(target)
    : sqlite(target);
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of request) {
      size += part.length;
      if (size > MOST_BYTES) return answer(413, {});
      parts.push(part);
    }
    const body = Buffer.concat(parts, size);
    if (
      !/^application\/cloudevents\+json/.test(request.headers['content-type']!)
    )
      return answer(415, {});
    if (!isSigned(body, request.headers['x-fairway-signature']))
      return answer(401, {});
    const { source, id, type } = JSON.parse(body.toString('utf8'));
    const fresh = await insert([
      ...['cdevents', `${source} ${id}`, type],
      ...[JSON.stringify(request.headers), Date.now(), body],
    ]);
    return answer(202, { status: fresh ? 'accepted' : 'duplicate' });
  });
  server.listen(0, '127.0.0.1', () =>
    tell(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
