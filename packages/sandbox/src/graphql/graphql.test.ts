import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';

describe('GraphQL', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.remove());

  const ask = (query: string, variables: object = {}) =>
    sandbox
      .octokit(sandbox.token)
      .graphql<Record<string, any>>(query, { ...variables });

  it('pages through the members of an organisation', async () => {
    const query = `query users($org: String!, $email: Boolean!, $cursor: String, $size: Int!) {
      organization(login: $org) {
        membersWithRole(first: $size, after: $cursor) {
          pageInfo { hasNextPage, endCursor }
          nodes { avatarUrl, bio, email @include(if: $email), id, login, name, organizationVerifiedDomainEmails(login: $org) }
        }
      }
    }`;
    const logins: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(query, {
        org: 'acme',
        email: true,
        size: 3,
        cursor,
      });
      const { nodes, pageInfo } = page.organization.membersWithRole;
      logins.push(...nodes.map((node: { login: string }) => node.login));
      cursor = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (cursor);
    expect(logins).toEqual(['dana', 'lena', 'milo', 'petra']);
  });

  it('tells teams with their members, of all or of some', async () => {
    const query = `query teams($org: String!, $userLogins: [String!] = "") {
      organization(login: $org) {
        teams(first: 25, userLogins: $userLogins) {
          nodes { slug combinedSlug editTeamUrl parentTeam { slug } members(first: 50, membership: IMMEDIATE) { pageInfo { hasNextPage } nodes { login } } }
        }
      }
    }`;
    const slugs = async (variables: object) => {
      const answer = await ask(query, variables);
      return answer.organization.teams.nodes.map(
        (team: { slug: string }) => team.slug,
      );
    };
    expect(await slugs({ org: 'acme' })).toEqual([
      'checkout',
      'growth',
      'payments',
      'platform',
    ]);
    expect(await slugs({ org: 'acme', userLogins: ['milo'] })).toEqual([
      'growth',
      'payments',
    ]);
  });

  it('reads a file of each repository for discovery', async () => {
    const answer = await ask(
      `query repositories($org: String!, $expression: String!) {
        repositoryOwner(login: $org) {
          login
          repositories(first: 25) {
            nodes {
              name url isArchived visibility
              catalogInfoFile: object(expression: $expression) { __typename ... on Blob { id text } }
              repositoryTopics(first: 100) { nodes { ... on RepositoryTopic { topic { name } } } }
              defaultBranchRef { name }
            }
          }
        }
      }`,
      { org: 'acme', expression: 'HEAD:catalog-info.yaml' },
    );
    expect(answer.repositoryOwner.repositories.nodes).toEqual([
      expect.objectContaining({
        name: 'catalog',
        visibility: 'PRIVATE',
        catalogInfoFile: expect.objectContaining({
          __typename: 'Blob',
          text: expect.stringContaining('kind: System'),
        }),
        repositoryTopics: { nodes: [{ topic: { name: 'catalog' } }] },
        defaultBranchRef: { name: 'main' },
      }),
    ]);
  });

  it('refuses nobody, and names what it does not know', async () => {
    const nobody = await fetch(`${sandbox.url}/api/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query: '{ viewer { login } }' }),
    });
    expect(nobody.status).toBe(401);
    await expect(
      ask('{ viewer { starredRepositories { totalCount } } }'),
    ).rejects.toThrow(/starredRepositories/);
  });
});
