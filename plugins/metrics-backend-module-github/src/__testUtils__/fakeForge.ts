import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Takes the request and says nothing, or says it so slowly that nobody can wait for the end. */
  stalls?: 'silent' | 'dripping';
}

type Handler = (query: URLSearchParams, request: IncomingMessage) => FakeAnswer;

/** A forge that answers what the test says, and 404 to everything else; it counts what it is asked. */
export async function startFakeForge() {
  const handlers = new Map<string, Handler>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://forge');
    const operation = `${request.method} ${pathname}`;
    asked.push(operation);
    const answer: FakeAnswer = handlers.get(operation)?.(
      searchParams,
      request,
    ) ?? { status: 404, body: { message: 'Not Found' } };
    if (answer.stalls === 'silent') return;
    response.writeHead(answer.status ?? 200, {
      'content-type': 'application/json',
      ...answer.headers,
    });
    if (answer.stalls === 'dripping') {
      drip(response);
      return;
    }
    response.end(
      answer.status === 304 ? undefined : JSON.stringify(answer.body ?? []),
    );
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const forge = {
    ...{ host, asked, url: `http://${host}` },
    /** How often an operation was asked for; all of them without one. */
    count: (operation?: string) =>
      asked.filter(one => !operation || one === operation).length,
    on(operation: string, handler: Handler) {
      handlers.set(operation, handler);
    },
    /** A repository without any history. */
    addRepository(slug: string) {
      const base = `GET /repos/${slug}`;
      forge.on(base, () => ({
        body: {
          full_name: slug,
          html_url: `http://${host}/${slug}`,
          default_branch: 'main',
        },
      }));
      for (const list of ['deployments', 'pulls', 'issues'])
        forge.on(`${base}/${list}`, () => ({}));
      forge.on(`${base}/actions/runs`, () => ({
        body: { total_count: 0, workflow_runs: [] },
      }));
    },
    stop: () =>
      new Promise(done => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
  return forge;
}

/** A byte a second, as long as somebody listens. */
function drip(response: ServerResponse) {
  response.write('{');
  const timer = setInterval(() => response.write(' '), 1_000);
  response.once('close', () => clearInterval(timer));
}
