import { Migration } from '../forge/Migration';

/** The tables of the deploy target. Rows outlive their repository: its processes have to be stopped first. */
export const deployerMigrations: Migration[] = [
  {
    name: '20261121000200_deployer',
    up: `
CREATE TABLE deployer_environments (
  repository_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  repository TEXT NOT NULL,
  port INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (repository_id, name)
);
CREATE TABLE deployer_releases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL,
  repository TEXT NOT NULL,
  environment TEXT NOT NULL,
  revision TEXT NOT NULL,
  version TEXT NOT NULL,
  run_id INTEGER NOT NULL,
  artifact TEXT NOT NULL,
  state TEXT NOT NULL,
  message TEXT NOT NULL DEFAULT '',
  deployment_id INTEGER,
  reported TEXT,
  process TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX deployer_releases_environment ON deployer_releases (repository_id, environment, id);
`,
  },
];
