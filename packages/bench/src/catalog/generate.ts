import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_HAS_PART,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  type EntityRelation,
} from '@backstage/catalog-model';
import { toListedCells } from '@fairway/plugin-catalog-insights-common';
import {
  METRIC_NAMES,
  type MetricCell,
  type MetricName,
} from '@fairway/plugin-metrics-common';

/** A team looks after so many components, however many there are in all. */
const PER_TEAM = 50;
const PER_SYSTEM = 25;
const MEMBERS = 3;
export const RARE_TAGS = 400;
export const LANGUAGES = [
  ...['java', 'kotlin', 'go', 'node', 'python', 'rust', 'dotnet', 'php'],
];
export const TYPES = ['service', 'library', 'website', 'job'];
export const LIFECYCLES = ['production', 'experimental', 'deprecated'];
export const DOMAINS = ['billing', 'search', 'stock', 'parcels', 'basket'];
const VERBS = ['Keeps', 'Renders', 'Answers', 'Sends', 'Counts', 'Merges'];
const NOW = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;

/** Who may read what is open, and what these teams own. */
export const READER = 'user:default/reader';
export const READERS_TEAMS = [0, 1, 2].map(
  number => `group:default/t${number}`,
);
export const VISIBILITY = 'bench.test/visibility';

/** Park and Miller's minimal standard, so that each run makes the same catalog. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed % 2_147_483_646) + 1;
    this.next();
  }

  next(): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state / 2_147_483_647;
  }

  pick<T>(list: T[]): T {
    return list[Math.floor(this.next() * list.length)];
  }
}

const teamOf = (number: number) =>
  `group:default/t${Math.floor(number / PER_TEAM)}`;
const systemOf = (number: number) =>
  `system:default/y${Math.floor(number / PER_SYSTEM)}`;
export const teams = (size: number) => Math.ceil(size / PER_TEAM);
export const refOf = (number: number) => `component:default/${nameOf(number)}`;

/** Names are spread over the alphabet, not counted up. */
export function nameOf(number: number): string {
  const random = new Random(number * 7 + 3);
  return `${random.pick(DOMAINS)}-${Math.floor(random.next() * 1e6).toString(36)}-s${number}`;
}

function entity(
  kind: string,
  name: string,
  rest: { metadata?: object; spec: object; relations: EntityRelation[] },
): Entity {
  const { annotations, ...metadata } = (rest.metadata ?? {}) as {
    annotations?: object;
  };
  const location = `url:http://bench.test/catalog/${name}.yaml`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      ...{ name, namespace: 'default', ...metadata },
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...annotations,
      },
    },
    spec: rest.spec as Entity['spec'],
    relations: rest.relations,
  };
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

export function component(number: number): Entity {
  const random = new Random(number * 31 + 17);
  const name = nameOf(number);
  const tags = [
    random.pick(LANGUAGES),
    `r${Math.floor(random.next() * RARE_TAGS)}`,
    `r${Math.floor(random.next() * RARE_TAGS)}`,
  ];
  return entity('Component', name, {
    metadata: {
      ...(random.next() < 0.2 && { title: `The ${name} of ${number}` }),
      description: `${random.pick(VERBS)} what ${random.pick(DOMAINS)} needs of ${random.pick(DOMAINS)}, w${number % 997}`,
      tags: [...new Set(tags)],
      labels: { 'bench.test/cost': `c${number % 40}` },
      annotations: {
        [VISIBILITY]: random.next() < 0.5 ? 'open' : 'closed',
        'github.com/project-slug': `bench/${name}`,
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/source-location': `url:http://bench.test/${name}/`,
        ...(random.next() < 0.6 && {
          'fairway/template': 'template:default/node-service',
          'fairway/template-version': '1.4.0',
        }),
      },
    },
    spec: {
      type: random.pick(TYPES),
      lifecycle: random.pick(LIFECYCLES),
      owner: teamOf(number),
      system: systemOf(number),
    },
    relations: [
      { type: RELATION_OWNED_BY, targetRef: teamOf(number) },
      { type: RELATION_PART_OF, targetRef: systemOf(number) },
    ],
  });
}

function* others(size: number): Generator<Entity> {
  for (const team of range(0, teams(size))) {
    const members = range(0, MEMBERS).map(
      member => `user:default/u${team}-${member}`,
    );
    yield entity('Group', `t${team}`, {
      spec: {
        ...{ type: 'team', children: [] },
        profile: { displayName: `Team ${team}` },
      },
      relations: [
        ...members.map(targetRef => ({ type: RELATION_HAS_MEMBER, targetRef })),
        ...range(team * PER_TEAM, Math.min(size, (team + 1) * PER_TEAM)).map(
          number => ({ type: RELATION_OWNER_OF, targetRef: refOf(number) }),
        ),
      ],
    });
    for (const member of range(0, MEMBERS))
      yield entity('User', `u${team}-${member}`, {
        spec: { memberOf: [`t${team}`], profile: { displayName: 'A. Person' } },
        relations: [
          { type: RELATION_MEMBER_OF, targetRef: `group:default/t${team}` },
        ],
      });
  }
  for (const system of range(0, Math.ceil(size / PER_SYSTEM)))
    yield entity('System', `y${system}`, {
      metadata: { title: `System ${system}` },
      spec: { owner: teamOf(system * PER_SYSTEM) },
      relations: [
        { type: RELATION_OWNED_BY, targetRef: teamOf(system * PER_SYSTEM) },
        ...range(
          system * PER_SYSTEM,
          Math.min(size, (system + 1) * PER_SYSTEM),
        ).map(number => ({
          ...{ type: RELATION_HAS_PART, targetRef: refOf(number) },
        })),
      ],
    });
}

/** So many components, with the teams, people and systems that they have. */
export function* catalogOf(size: number): Generator<Entity> {
  for (let number = 0; number < size; number++) yield component(number);
  yield* others(size);
}

const STATUSES = ['unhealthy', 'degraded', 'healthy', 'unknown'];
/** Where the share of each status but the last ends. */
const STATUS_BOUNDS = [0.05, 0.2, 0.85];

/** What the list knows of a component: of one in ten nothing. */
export function insightOf(number: number): unknown[] | undefined {
  const random = new Random(number * 13 + 5);
  if (random.next() < 0.1) return undefined;
  const chance = random.next();
  const rank = STATUS_BOUNDS.filter(bound => chance >= bound).length;
  const spread = random.next() + random.next() + random.next() - 1.5;
  const values = [
    random.next() < 0.9 ? 86_400 * Math.exp(spread * 2.4) : null,
    random.next() * 5,
    random.next() < 0.8 ? random.next() / 4 : null,
    random.next() < 0.3 ? 600 + random.next() * 86_400 : null,
    random.next() < 0.8 ? random.next() / 5 : null,
  ];
  const cells = Object.fromEntries(
    METRIC_NAMES.map((name, index) => [
      name,
      {
        value: values[index],
        n: Math.floor(random.next() * 200),
        trend: random.pick(['better', 'worse', 'same']),
        series: Array.from({ length: 12 }, () => random.next() * 1000),
      },
    ]),
  ) as Record<MetricName, MetricCell>;
  return [
    ...[refOf(number), STATUSES[rank], rank < 3 ? rank + 1 : null],
    ...[NOW - Math.floor(random.next() * 30) * DAY, 'It serves', false],
    ...[...values, 90, JSON.stringify(toListedCells(cells)), NOW],
  ];
}
