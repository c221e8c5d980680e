import { Migration } from './Migration';

export const forgeMigrations: Migration[] = [
  {
    name: '20261121000000_forge',
    up: `
-- What is done once in the life of a store.
CREATE TABLE milestones (
  name TEXT PRIMARY KEY,
  reached_at TEXT NOT NULL
);
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT,
  email TEXT,
  type TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  description TEXT,
  created_at TEXT NOT NULL
);
CREATE TABLE organisation_members (
  organisation TEXT NOT NULL COLLATE NOCASE,
  login TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL,
  PRIMARY KEY (organisation, login)
);
CREATE TABLE teams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL COLLATE NOCASE,
  slug TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL,
  description TEXT,
  UNIQUE (organisation, slug)
);
CREATE TABLE team_members (
  team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  login TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL,
  PRIMARY KEY (team_id, login)
);
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,
  login TEXT NOT NULL COLLATE NOCASE,
  kind TEXT NOT NULL,
  scopes TEXT NOT NULL,
  note TEXT,
  repository_id INTEGER,
  permissions TEXT,
  created_at TEXT NOT NULL,
  expires_at TEXT
);
CREATE TABLE authorization_codes (
  hash BLOB PRIMARY KEY,
  login TEXT NOT NULL COLLATE NOCASE,
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  scopes TEXT NOT NULL,
  challenge TEXT,
  expires_at TEXT NOT NULL
);
CREATE TABLE repositories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL COLLATE NOCASE,
  description TEXT,
  homepage TEXT,
  visibility TEXT NOT NULL,
  default_branch TEXT NOT NULL,
  topics TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  pushed_at TEXT NOT NULL,
  UNIQUE (owner, name)
);
CREATE TABLE repository_people (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  login TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL,
  PRIMARY KEY (repository_id, login)
);
CREATE TABLE repository_teams (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (repository_id, team_id)
);
CREATE TABLE branch_protections (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  branch TEXT NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (repository_id, branch)
);
CREATE TABLE repository_refs (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  ref TEXT NOT NULL,
  sha TEXT NOT NULL,
  PRIMARY KEY (repository_id, ref)
);
-- A push that has begun and whose outcome is not written down yet.
CREATE TABLE open_pushes (
  repository_id INTEGER PRIMARY KEY REFERENCES repositories (id) ON DELETE CASCADE,
  login TEXT NOT NULL,
  via_workflow_token INTEGER NOT NULL
);
CREATE TABLE hooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT COLLATE NOCASE,
  repository_id INTEGER REFERENCES repositories (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  secret TEXT,
  events TEXT NOT NULL,
  active INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE hook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hook_id INTEGER NOT NULL REFERENCES hooks (id) ON DELETE CASCADE,
  guid TEXT NOT NULL,
  event TEXT NOT NULL,
  action TEXT,
  repository_id INTEGER,
  redelivery INTEGER NOT NULL,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  payload TEXT NOT NULL,
  request_headers TEXT,
  status TEXT,
  status_code INTEGER,
  duration REAL,
  response_headers TEXT,
  response_body TEXT
);
CREATE INDEX hook_deliveries_hook ON hook_deliveries (hook_id, id);
CREATE INDEX hook_deliveries_waiting ON hook_deliveries (state) WHERE state = 'waiting';
CREATE TABLE pulls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  author TEXT NOT NULL,
  state TEXT NOT NULL,
  draft INTEGER NOT NULL,
  head_ref TEXT NOT NULL,
  head_sha TEXT NOT NULL,
  base_ref TEXT NOT NULL,
  base_sha TEXT NOT NULL,
  merge_commit_sha TEXT,
  merged_by TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  closed_at TEXT,
  merged_at TEXT,
  UNIQUE (repository_id, number)
);
CREATE TABLE deployments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  sha TEXT NOT NULL,
  ref TEXT NOT NULL,
  task TEXT NOT NULL,
  environment TEXT NOT NULL,
  original_environment TEXT NOT NULL,
  description TEXT,
  payload TEXT NOT NULL,
  transient INTEGER NOT NULL,
  production INTEGER NOT NULL,
  creator TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX deployments_of ON deployments (repository_id, environment, id);
CREATE TABLE deployment_statuses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deployment_id INTEGER NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  description TEXT NOT NULL,
  environment TEXT NOT NULL,
  environment_url TEXT NOT NULL,
  log_url TEXT NOT NULL,
  creator TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX deployment_statuses_of ON deployment_statuses (deployment_id, id);
CREATE TABLE environments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (repository_id, name)
);
`,
  },
  {
    name: '20261121100000_former_names',
    up: `
-- Where a repository was before it was given another name.
CREATE TABLE former_names (
  owner TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL COLLATE NOCASE,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  PRIMARY KEY (owner, name)
);
`,
  },
  {
    name: '20261121110000_reviews',
    up: `
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pull_id INTEGER NOT NULL REFERENCES pulls (id) ON DELETE CASCADE,
  reviewer TEXT NOT NULL COLLATE NOCASE,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  sha TEXT NOT NULL,
  submitted_at TEXT NOT NULL
);
CREATE INDEX reviews_of ON reviews (pull_id, id);
`,
  },
  {
    name: '20261121120000_issues',
    up: `
CREATE TABLE issues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  author TEXT NOT NULL COLLATE NOCASE,
  state TEXT NOT NULL,
  state_reason TEXT,
  labels TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  closed_at TEXT,
  UNIQUE (repository_id, number)
);
`,
  },
  {
    name: '20261121130000_commit_statuses',
    up: `
CREATE TABLE commit_statuses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  sha TEXT NOT NULL,
  context TEXT NOT NULL,
  state TEXT NOT NULL,
  description TEXT,
  target_url TEXT,
  creator TEXT NOT NULL COLLATE NOCASE,
  created_at TEXT NOT NULL
);
CREATE INDEX commit_statuses_of ON commit_statuses (repository_id, sha, id);
`,
  },
];
