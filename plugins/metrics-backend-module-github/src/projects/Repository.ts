/** A repository as facts and their makers know it. */
export interface Repository {
  /** `<host>/<owner>/<name>` in lower case: the project of its facts. */
  project: string;
  /** Its page. */
  url: string;
  defaultBranch: string;
}

/** @throws TypeError where the page is no address */
export function repositoryOf(json: {
  full_name: string;
  html_url: string;
  default_branch: string;
}): Repository {
  const { host } = new URL(json.html_url);
  return {
    project: `${host}/${json.full_name}`.toLowerCase(),
    url: json.html_url,
    defaultBranch: json.default_branch,
  };
}

export interface RepositoryAddress {
  host: string;
  owner: string;
  repo: string;
}

/** The address of a project of ours; undefined for what another source calls a project. */
export function addressOf(project: string): RepositoryAddress | undefined {
  const [host, owner, repo, ...rest] = project.split('/');
  return host && owner && repo && !rest.length
    ? { host, owner, repo }
    : undefined;
}
