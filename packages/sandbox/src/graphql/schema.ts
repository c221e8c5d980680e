import { buildSchema } from 'graphql';

/** The part of GitHub's GraphQL that Backstage's organisation and discovery providers, and git clients, ask for. */
export const schema = buildSchema(`
scalar URI
scalar DateTime

type Query {
  viewer: User!
  user(login: String!): User
  organization(login: String!): Organization
  repositoryOwner(login: String!): RepositoryOwner
  repository(owner: String!, name: String!): Repository
  rateLimit: RateLimit
}

type RateLimit { limit: Int!, cost: Int!, remaining: Int!, used: Int!, resetAt: DateTime! }

type PageInfo { hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String }

interface RepositoryOwner {
  id: ID!
  login: String!
  url: URI!
  avatarUrl(size: Int): URI!
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
}

type User implements RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  email: String!
  bio: String
  url: URI!
  suspendedAt: DateTime
  avatarUrl(size: Int): URI!
  organizationVerifiedDomainEmails(login: String!): [String!]!
  organizations(first: Int, after: String): OrganizationConnection!
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
}
type UserConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [User!]! }

type Organization implements RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  description: String
  url: URI!
  avatarUrl(size: Int): URI!
  membersWithRole(first: Int, after: String): UserConnection!
  teams(first: Int, after: String, userLogins: [String!]): TeamConnection!
  team(slug: String!): Team
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
}
type OrganizationConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [Organization!]! }

enum TeamMembershipType { ALL IMMEDIATE CHILD_TEAM }

type Team {
  id: ID!
  databaseId: Int
  slug: String!
  combinedSlug: String!
  name: String!
  description: String
  url: URI!
  avatarUrl(size: Int): URI
  editTeamUrl: URI!
  parentTeam: Team
  members(first: Int, after: String, membership: TeamMembershipType): UserConnection!
}
type TeamConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [Team!]! }

enum RepositoryVisibility { PRIVATE INTERNAL PUBLIC }

type Repository {
  id: ID!
  databaseId: Int
  name: String!
  nameWithOwner: String!
  description: String
  url: URI!
  isArchived: Boolean!
  isFork: Boolean!
  isPrivate: Boolean!
  visibility: RepositoryVisibility!
  owner: RepositoryOwner!
  repositoryTopics(first: Int, after: String): RepositoryTopicConnection!
  defaultBranchRef: Ref
  object(expression: String): GitObject
}
type RepositoryConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [Repository!]! }

type Topic { id: ID!, name: String! }
type RepositoryTopic { topic: Topic! }
type RepositoryTopicConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [RepositoryTopic!]! }

type Ref { id: ID!, name: String!, prefix: String!, target: GitObject }

interface GitObject { id: ID!, oid: String! }
type Blob implements GitObject { id: ID!, oid: String!, byteSize: Int!, isBinary: Boolean, text: String }
type Tree implements GitObject { id: ID!, oid: String! }
type Commit implements GitObject { id: ID!, oid: String! }
type Tag implements GitObject { id: ID!, oid: String! }
`);
