import { Git } from '../../forge/Git';

/** A workflow file at a commit. */
export interface WorkflowFile {
  path: string;
  text: string;
}

const FOLDER = '.github/workflows/';

/** Reads every workflow file that a commit has. */
export async function readWorkflows(
  git: Git,
  folder: string,
  sha: string,
): Promise<WorkflowFile[]> {
  const listing = await git.text(
    ['ls-tree', '-z', '--name-only', sha, FOLDER],
    { repository: folder },
  );
  const paths = listing.split('\0').filter(path => /\.ya?ml$/.test(path));
  return Promise.all(
    paths.map(async path => ({
      path,
      text: await git.text(['cat-file', 'blob', `${sha}:${path}`], {
        repository: folder,
      }),
    })),
  );
}
