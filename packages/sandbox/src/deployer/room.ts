import { join } from 'node:path';
import { Router } from 'express';

import { bots } from '../forge/bots';
import { Forge } from '../forge/Forge';
import { Room, RunningRoom } from '../forge/Room';
import { Deployer, DEPLOY_BRANCH } from './Deployer';
import { deployerMigrations } from './deployerMigrations';
import { deployerPages } from './deployerPages';
import { DeploymentReporter } from './DeploymentReporter';
import { ForgeClient } from './ForgeClient';
import { PortRange } from './PortRange';
import { ReleaseFetcher } from './ReleaseFetcher';
import { ReleaseLauncher } from './ReleaseLauncher';
import { ReleaseStore } from './ReleaseStore';
import { servingPages } from './servingPages';

const PORTS_VARIABLE = 'FAIRWAY_DEPLOY_PORTS';
const POLL_MILLISECONDS = 30_000;

interface Parts {
  deployer: Deployer;
  store: ReleaseStore;
  launcher: ReleaseLauncher;
}

const parts = new WeakMap<Forge, Parts>();

function build(forge: Forge): Parts {
  const directory = join(forge.stateDir, 'deployer');
  const store = new ReleaseStore(forge.database);
  // A token for this life only: what the deploy target knows of the forge it knows over HTTP.
  for (const { id } of forge.tokens.list(bots.deployer, 'installation')) {
    forge.tokens.revoke(id);
  }
  const { token } = forge.tokens.createToken({
    login: bots.deployer,
    kind: 'installation',
    note: 'deploy target',
  });
  const client = new ForgeClient({ apiUrl: `${forge.baseUrl}/api/v3`, token });
  const launcher = new ReleaseLauncher({
    directory,
    store,
    graceMilliseconds: 10_000,
  });
  const deployer = new Deployer({
    client,
    ports: PortRange.parse(
      process.env[PORTS_VARIABLE] ?? '8100-8999',
      PORTS_VARIABLE,
    ),
    tools: {
      store,
      launcher,
      fetcher: new ReleaseFetcher({ client, directory }),
      reporter: new DeploymentReporter({
        store,
        client,
        baseUrl: forge.baseUrl,
      }),
      readyMilliseconds: 60_000,
    },
  });
  return { deployer, store, launcher };
}

function partsOf(forge: Forge): Parts {
  const built = parts.get(forge) ?? build(forge);
  parts.set(forge, built);
  return built;
}

/** Looks at every repository: at the start, when one goes, and now and then, since an event may have been missed. */
function lookAround(deployer: Deployer): void {
  deployer.reconcileAll().catch(error => {
    process.stderr.write(
      `The deploy target could not read the forge: ${error}\n`,
    );
  });
}

/** The deploy target: what the branch `deploy` of each repository says runs as processes of this machine. */
export const deployerRoom: Room = {
  name: 'deployer',
  migrations: deployerMigrations,
  pages(forge) {
    const { deployer, store, launcher } = partsOf(forge);
    return Router()
      .use(deployerPages({ forge, deployer, store, launcher }))
      .use(servingPages({ forge, deployer, launcher }));
  },
  async start(forge): Promise<RunningRoom> {
    const { deployer } = partsOf(forge);
    await deployer.start();
    forge.events.on('push', ({ repository, ref }) => {
      if (ref === `refs/heads/${DEPLOY_BRANCH}`) {
        forge.database.afterCommit(() => {
          void deployer.reconcile(repository);
        });
      }
    });
    forge.events.on('repository.deleted', () => {
      forge.database.afterCommit(() => lookAround(deployer));
    });
    const timer = setInterval(() => lookAround(deployer), POLL_MILLISECONDS);
    lookAround(deployer);
    return {
      async stop() {
        clearInterval(timer);
        await deployer.stop();
      },
    };
  },
};
