import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { actionsRoom } from './actions/room';
import { createApp } from './createApp';
import type { ContractChecker } from './contract/ContractChecker';
import { deployerRoom } from './deployer/room';
import { Forge } from './forge/Forge';
import { Room, RunningRoom } from './forge/Room';
import { announceWebhooks } from './forge/announceWebhooks';
import { bots } from './forge/bots';
import { ensureBasics } from './forge/ensureBasics';
import { plantSeed } from './forge/plantSeed';
import { CallCounter } from './http/CallCounter';
import { OAuthClient } from './oauth/OAuthClient';
import { SandboxServer } from './SandboxServer';

export interface SandboxOptions {
  /** Folder for everything that lasts; it is made when it is missing. */
  stateDir: string;
  /** Default 0: any free port. */
  port?: number;
  /** The portal's token, as `fairway[bot]`. Without it one is made up for this start. */
  portalToken?: string;
  /** The deploy target's token, as `deployer[bot]`. Without it one is made up for this start. */
  deployerToken?: string;
  /** The portal's OAuth app: without it nobody can sign in to the portal. */
  oauth?: OAuthClient;
  /** The organisation's webhook. */
  webhook?: { url: string; secret: string };
  /** False leaves out the people, teams and repositories that a first start brings. Default true. */
  seed?: boolean;
  /** Whether workflows are run. Default true. */
  runner?: boolean;
  /** Whether the branch `deploy` is reconciled. Default true. */
  deployTarget?: boolean;
  /** False plays a free organisation, which can't protect branches of private repositories. Default true. */
  privateBranchProtection?: boolean;
  /** Holds every request and answer against GitHub's own description: for tests. */
  contract?: ContractChecker;
}

export interface Sandbox {
  /** `http://localhost:<port>`. */
  url: string;
  /** `localhost:<port>`, as `integrations.github[].host`. */
  host: string;
  /** `<url>/api/v3`. */
  apiBaseUrl: string;
  /** The portal's token. */
  token: string;
  /** Requests answered since the start, by method and route: `POST /orgs/{org}/repos`. */
  counts(): Record<string, number>;
  stop(): Promise<void>;
}

function makeToken(): string {
  return `ghs_${randomBytes(27).toString('hex')}`;
}

/** Starts the sandbox. Throws an error with one line to show when its port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const server = await SandboxServer.listen(options.port ?? 0);
  const undo: Array<() => Promise<void>> = [];
  const stop = async () => {
    // Rooms first, since their jobs still talk to the forge; the store last.
    for (const step of undo.splice(0).reverse()) {
      await step();
    }
    await server.close();
  };
  try {
    const rooms: Room[] = [
      ...(options.runner === false ? [] : [actionsRoom]),
      ...(options.deployTarget === false ? [] : [deployerRoom]),
    ];
    const forge = await Forge.open({
      stateDir: resolve(options.stateDir),
      baseUrl: server.url,
      // A room that is switched off keeps its tables: it may be switched on again.
      migrations: [actionsRoom, deployerRoom].flatMap(room => room.migrations),
      privateBranchProtection: options.privateBranchProtection,
    });
    undo.push(async () => {
      await server.close();
      await forge.close();
    });
    const token = options.portalToken ?? makeToken();
    ensureBasics(forge, options.webhook);
    forge.tokens.addFixed(token, bots.portal);
    forge.tokens.addFixed(options.deployerToken ?? makeToken(), bots.deployer);
    announceWebhooks(forge);
    const calls = new CallCounter();
    server.serve(
      createApp({
        forge,
        calls,
        rooms,
        oauth: options.oauth,
        contract: options.contract,
      }),
    );
    for (const room of rooms) {
      const running: RunningRoom | undefined = await room.start?.(forge);
      undo.push(async () => running?.stop());
    }
    await forge.pushes.recover(login => forge.people.get(login));
    if (options.seed !== false) {
      await plantSeed(forge);
    }
    forge.deliveries.start();
    return {
      url: server.url,
      host: server.host,
      apiBaseUrl: `${server.url}/api/v3`,
      token,
      counts: () => calls.counts(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
