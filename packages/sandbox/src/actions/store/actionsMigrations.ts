import { Migration } from '../../forge/Migration';

/** The tables of workflows, runs, jobs, artifacts, secrets and variables. */
export const actionsMigrations: Migration[] = [
  {
    name: '20261121000100_actions',
    up: `
CREATE TABLE workflows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  last_run_number INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (repository_id, path)
);
-- A push whose workflows are not started yet.
CREATE TABLE workflow_pushes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  event TEXT NOT NULL
);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  workflow_id INTEGER NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  run_number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  event TEXT NOT NULL,
  ref TEXT NOT NULL,
  head_sha TEXT NOT NULL,
  title TEXT NOT NULL,
  actor TEXT NOT NULL COLLATE NOCASE,
  triggering_actor TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL,
  conclusion TEXT,
  source TEXT NOT NULL,
  payload TEXT NOT NULL,
  inputs TEXT NOT NULL,
  concurrency TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  message TEXT,
  created_at TEXT NOT NULL,
  started_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX runs_repository ON runs (repository_id, id);
CREATE INDEX runs_open ON runs (id) WHERE status <> 'completed';
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  matrix TEXT NOT NULL,
  matrix_index INTEGER NOT NULL,
  matrix_total INTEGER NOT NULL,
  status TEXT NOT NULL,
  conclusion TEXT,
  tolerated INTEGER NOT NULL DEFAULT 0,
  labels TEXT NOT NULL,
  concurrency TEXT,
  environment TEXT,
  steps TEXT NOT NULL,
  outputs TEXT NOT NULL,
  annotations TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  processes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  completed_at TEXT
);
CREATE INDEX jobs_run ON jobs (run_id, attempt, id);
CREATE INDEX jobs_open ON jobs (id) WHERE status <> 'completed';
CREATE TABLE artifacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  UNIQUE (run_id, name)
);
CREATE TABLE secrets (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  encrypted_value TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (repository_id, name)
);
CREATE TABLE variables (
  repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  value TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (repository_id, name)
);
`,
  },
];
