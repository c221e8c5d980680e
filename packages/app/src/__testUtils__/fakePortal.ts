const baseUrl = 'http://localhost';

/** An answer of the backend to whatever is asked at a path. */
export interface Answer {
  path: string;
  status: number;
  body: unknown;
}

/** A good answer. */
export function answering(path: string, body: unknown): Answer {
  return { path, status: 200, body };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

const token = [
  encode({ alg: 'none' }),
  encode({ sub: 'user:default/dana', exp: 4_102_444_800 }),
  'unsigned',
].join('.');

/** A session of dana, who is in team checkout. */
export const dana = {
  providerInfo: { accessToken: 'x', scope: '', expiresInSeconds: 3600 },
  profile: { email: 'dana@example.org', displayName: 'Dana Example' },
  backstageIdentity: {
    token,
    expiresInSeconds: 3600,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana', 'group:default/checkout'],
    },
  },
};

const usual: Answer[] = [
  answering('/api/catalog/entities/by-query', {
    items: [],
    totalItems: 0,
    pageInfo: {},
  }),
  answering('/api/catalog/entity-facets', { facets: {} }),
  answering('/api/catalog/insights/components', { items: [] }),
  answering('/api/catalog/insights/facets', { items: [] }),
  answering('/api/scaffolder/v2/tasks', { tasks: [], totalTasks: 0 }),
  answering('/api/notifications/status', { unread: 3, read: 1 }),
  answering('/api/search/query', { results: [] }),
  answering('/api/auth/github/logout', {}),
];

const configuration = [
  {
    context: 'test',
    data: {
      app: { title: 'Fairway', baseUrl },
      backend: { baseUrl },
      auth: { environment: 'development' },
    },
  },
] as unknown as string;

interface FakePortalOptions {
  /** Who is signed in already; nobody, where it is left out. */
  session?: typeof dana;
  /** Answers that come before the usual ones: an empty catalog, three notifications. */
  answers?: Answer[];
}

/** Answers the app in the place of the backend, and tells what it was asked. */
export function fakePortal({ session, answers = [] }: FakePortalOptions) {
  const requests: string[] = [];
  const refresh: Answer = session
    ? answering('/api/auth/github/refresh', session)
    : { path: '/api/auth/github/refresh', status: 401, body: {} };
  const known = [refresh, ...answers, ...usual];

  // The variables of a process are texts; the app's configuration is put there as it is when it is built.
  process.env = { ...process.env, APP_CONFIG: configuration };
  global.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    requests.push(`${request.method} ${pathname}`);
    const { status, body } = known.find(({ path }) => path === pathname) ?? {
      status: 404,
      body: { error: { name: 'NotFoundError', message: pathname } },
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  return { requests };
}
