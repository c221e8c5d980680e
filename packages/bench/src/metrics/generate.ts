const DAY = 86_400_000;
/** Two years. */
export const START = Date.UTC(2023, 6, 1);
export const DAYS = 730;
const DEPLOYMENTS = 100;
const INCIDENTS = 2;

/** Park and Miller's minimal standard, so that each run makes the same history. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed % 2_147_483_646) + 1;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state / 2_147_483_647;
  }
}

/** Rows of each table, each row a list in the order of `COLUMNS`. */
export type Rows = Record<keyof typeof COLUMNS, unknown[][]>;

export const COLUMNS = {
  project: { project: 'text', first_seen_at: 'bigint', last_seen_at: 'bigint' },
  binding: { project: 'text', entity_ref: 'text', valid_from: 'bigint' },
  ownership: {
    ...{ entity_ref: 'text', owner_ref: 'text', system_ref: 'text' },
    ...{ domain_ref: 'text', valid_from: 'bigint' },
  },
  deployment: {
    ...{ project: 'text', deployment_id: 'text', environment: 'text' },
    ...{ revision: 'text', created_at: 'bigint', updated_at: 'bigint' },
    ...{ intent: 'text', incidents: 'text', first_success_at: 'bigint' },
    ...{ state: 'text', state_at: 'bigint' },
  },
  comparison: {
    ...{ project: 'text', base: 'text', head: 'text', relation: 'text' },
    ...{ commits: 'text', truncated: 'boolean', updated_at: 'bigint' },
  },
  change: {
    ...{ project: 'text', change_id: 'text', title: 'text', state: 'text' },
    ...{ merge_revision: 'text', merged_at: 'bigint' },
    ...{ first_committed_at: 'bigint', revisions: 'text', labels: 'text' },
    updated_at: 'bigint',
  },
  incident: {
    ...{ source: 'text', incident_id: 'text', title: 'text' },
    ...{ opened_at: 'bigint', resolved_at: 'bigint', project: 'text' },
    ...{ environment: 'text', deployment_id: 'text', withdrawn: 'boolean' },
    updated_at: 'bigint',
  },
} as const;

/** Who owns a service, and what it is part of. */
export const belongs = (service: number) => ({
  owner: `group:default/g${service % 200}`,
  system: `system:default/y${service % 500}`,
  domain: `domain:default/d${service % 20}`,
});

export const entityOf = (service: number) => `component:default/s${service}`;

const hash = (service: number, revision: number, part: number) =>
  (service * 100_000 + revision * 10 + part).toString(16).padStart(40, '0');

/** One revision: three or four changes, each with a commit of its own. */
function addRevision(
  rows: Rows,
  options: {
    service: number;
    project: string;
    revision: number;
    at: number;
    random: Random;
  },
): [string, number, string][] {
  const { service, project, revision, at, random } = options;
  const commits: [string, number, string][] = [];
  const parts = random.next() < 0.3 ? 4 : 3;
  for (let part = 1; part <= parts; part++) {
    const id =
      part === parts
        ? hash(service, revision, 0)
        : hash(service, revision, part);
    const merged = at - Math.floor(random.next() * 3_600_000) - 60_000;
    // About log-normal: most within days, some after weeks.
    const spread = random.next() + random.next() + random.next() - 1.5;
    const lead = Math.floor(86_400_000 * Math.exp(spread * 2.4));
    rows.change.push([
      ...[
        project,
        `${revision}-${part}`,
        `Change ${revision}-${part}`,
        'merged',
      ],
      ...[id, merged, merged - lead, '[]', '[]', merged],
    ]);
    commits.push([id, merged, `Change ${revision}-${part}`]);
  }
  return commits;
}

/** The two years of one service: planned deployments, hotfixes, rollbacks, redeploys and incidents. */
export function addService(rows: Rows, service: number): void {
  const random = new Random(service + 1);
  const project = `bench/s${service}`;
  const { owner, system, domain } = belongs(service);
  rows.project.push([project, START, START]);
  rows.binding.push([project, entityOf(service), 0]);
  rows.ownership.push([entityOf(service), owner, system, domain, 0]);

  const commitsOf: [string, number, string][][] = [];
  let serving = -1;
  const counted: [id: string, at: number][] = [];
  for (let index = 0; index < DEPLOYMENTS; index++) {
    const at =
      START +
      Math.floor(((index + random.next() * 0.9) * DAYS * DAY) / DEPLOYMENTS);
    const id = `${service}-${index}`;
    const chance = random.next();
    let intent: string | null = null;
    if (chance < 0.04 && serving >= 0) {
      // A redeploy: what serves is deployed again.
    } else if (chance < 0.09 && serving >= 1) {
      serving -= 1;
      counted.push([id, at]);
    } else {
      const revision = commitsOf.length;
      commitsOf.push(
        addRevision(rows, { service, project, revision, at, random }),
      );
      if (serving >= 0)
        rows.comparison.push([
          ...[project, hash(service, serving, 0), hash(service, revision, 0)],
          ...['ahead', JSON.stringify(commitsOf.slice(serving + 1).flat())],
          ...[false, at],
        ]);
      serving = revision;
      counted.push([id, at]);
      if (chance > 0.97) intent = 'hotfix';
    }
    rows.deployment.push([
      ...[project, id, 'production', hash(service, serving, 0), at, at],
      ...[intent, '[]', at, 'success', at],
    ]);
  }
  for (let number = 0; number < INCIDENTS; number++) {
    const [id, at] = counted[Math.floor(random.next() * counted.length)];
    const opened = at + 60_000 + Math.floor(random.next() * 3_600_000);
    const resolved =
      random.next() < 0.05
        ? null
        : opened + Math.floor(random.next() * 8 * 3_600_000);
    rows.incident.push([
      ...['bench', `${service}-${number}`, 'Down', opened, resolved],
      ...[project, null, id, false, resolved ?? opened],
    ]);
  }
}

export const noRows = (): Rows => ({
  ...{ project: [], binding: [], ownership: [], deployment: [] },
  ...{ comparison: [], change: [], incident: [] },
});
