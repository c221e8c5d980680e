import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Access } from './Access';
import { Check } from './mergeRules';
import { BranchProtections } from './BranchProtections';
import { CommitStatuses } from './CommitStatuses';
import { DeliveryQueue } from './DeliveryQueue';
import { Deployments } from './Deployments';
import { Environments } from './Environments';
import { ForgeDatabase } from './ForgeDatabase';
import { ForgeEvents } from './ForgeEvents';
import { forgeMigrations } from './forgeMigrations';
import { Git } from './Git';
import { installPushHook } from './installPushHook';
import { Grants } from './Grants';
import { Issues } from './Issues';
import { Migration } from './Migration';
import { People } from './People';
import { Pulls } from './Pulls';
import { Pushes } from './Pushes';
import { Repositories } from './Repositories';
import { Reviews } from './Reviews';
import { Tokens } from './Tokens';
import { Webhooks } from './Webhooks';

export interface ForgeOptions {
  /** Absolute folder that holds everything that lasts. */
  stateDir: string;
  /** `http://localhost:<port>`, without a slash at the end. */
  baseUrl: string;
  /** Of the rooms beside the forge. */
  migrations?: readonly Migration[];
  /** False plays a free organisation, where private repositories can't be protected: default true. */
  privateBranchProtection?: boolean;
}

/** All that the forge's routes, and the rooms beside it, work with. */
export class Forge {
  readonly stateDir: string;
  readonly baseUrl: string;
  readonly privateBranchProtection: boolean;
  readonly database: ForgeDatabase;
  readonly git: Git;
  readonly events: ForgeEvents;
  readonly people: People;
  readonly tokens: Tokens;
  readonly access: Access;
  readonly grants: Grants;
  readonly protections: BranchProtections;
  readonly repositories: Repositories;
  readonly pushes: Pushes;
  readonly pulls: Pulls;
  readonly reviews: Reviews;
  readonly issues: Issues;
  readonly statuses: CommitStatuses;
  /** Tells the checks of a commit, newest first; whoever runs workflows sets it. Without it there are none. */
  checksOf: (repositoryId: number, sha: string) => Check[] = () => [];
  readonly environments: Environments;
  readonly deployments: Deployments;
  readonly webhooks: Webhooks;
  readonly deliveries: DeliveryQueue;

  private constructor(options: ForgeOptions) {
    const { stateDir } = options;
    this.stateDir = stateDir;
    this.baseUrl = options.baseUrl;
    this.privateBranchProtection = options.privateBranchProtection ?? true;
    this.database = ForgeDatabase.open(join(stateDir, 'sandbox.sqlite'), [
      ...forgeMigrations,
      ...(options.migrations ?? []),
    ]);
    this.git = new Git(stateDir);
    this.events = new ForgeEvents();
    this.people = new People(this.database);
    this.tokens = new Tokens(this.database, this.people);
    this.access = new Access(this.database, this.people);
    this.grants = new Grants(this.database);
    this.protections = new BranchProtections(this.database);
    const { database, events, git } = this;
    this.repositories = new Repositories({ database, events, git, stateDir });
    this.pushes = new Pushes({
      database,
      events,
      git,
      repositories: this.repositories,
    });
    this.pulls = new Pulls(database, events);
    this.reviews = new Reviews(database, events);
    this.issues = new Issues(database, events);
    this.statuses = new CommitStatuses(database);
    this.environments = new Environments(database);
    this.deployments = new Deployments({
      database,
      events,
      environments: this.environments,
    });
    this.deliveries = new DeliveryQueue(database);
    this.webhooks = new Webhooks(database, this.deliveries);
  }

  /** Git's hooks for guarded pushes. */
  get hooksDir(): string {
    return join(this.stateDir, 'hooks');
  }

  static async open(options: ForgeOptions): Promise<Forge> {
    await mkdir(options.stateDir, { recursive: true, mode: 0o700 });
    const forge = new Forge(options);
    await forge.repositories.prepare();
    await installPushHook(forge.hooksDir);
    forge.tokens.deleteExpired();
    return forge;
  }

  /** Ends what is under way: pushes are finished, deliveries are put off to the next start. */
  async close(): Promise<void> {
    await this.pushes.idle();
    await this.deliveries.stop();
    this.database.close();
  }
}
