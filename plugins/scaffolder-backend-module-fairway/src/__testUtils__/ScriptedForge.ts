import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { CreateConfig } from '../config';

type Answer = (
  req: IncomingMessage,
  res: ServerResponse,
) => void | Promise<void>;

/** A server that gives the next answer of a script to each request, and remembers what was asked. */
export class ScriptedForge {
  readonly requests: string[] = [];
  readonly #script: Answer[] = [];
  #always?: Answer;
  readonly #server = createServer((req, res) => {
    this.requests.push(`${req.method} ${req.url}`);
    const answer = this.#script.shift() ?? this.#always;
    if (answer) {
      void answer(req, res);
    } else {
      res.writeHead(501).end();
    }
  });

  static async start(): Promise<ScriptedForge> {
    const forge = new ScriptedForge();
    await new Promise<void>(resolve => {
      forge.#server.listen(0, '127.0.0.1', resolve);
    });
    return forge;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers the next request with a status, a JSON body and headers. */
  answer(
    status: number,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): this {
    return this.script((_req, res) => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers });
      res.end(status === 304 ? undefined : JSON.stringify(body));
    });
  }

  script(answer: Answer): this {
    this.#script.push(answer);
    return this;
  }

  /** Answers everything that the script does not. */
  always(answer: Answer): this {
    this.#always = answer;
    return this;
  }

  reset(): void {
    this.requests.length = 0;
    this.#always = undefined;
    this.#script.length = 0;
  }

  integrations(): ScmIntegrations {
    return ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: this.host,
              apiBaseUrl: `http://${this.host}/api/v3`,
              token: 'the-token',
            },
          ],
        },
      }),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** Configuration of the module as tests need it. */
export function testConfig(
  host: string,
  overrides: Partial<CreateConfig> = {},
): CreateConfig {
  return {
    host,
    organisation: 'acme',
    organisations: new Set(['acme']),
    unthrottledHosts: new Set(),
    callTimeout: 30_000,
    publishTimeout: 60_000,
    platformTeams: new Set(['group:default/platform']),
    portalUrl: 'http://localhost:7007',
    author: { name: 'Fairway', email: 'fairway@example.org' },
    commitMessage: 'Create the service from its golden path',
    ...overrides,
  };
}
