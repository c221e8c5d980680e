import { Forge } from '../../forge/Forge';
import { Repository } from '../../forge/model';
import { parseWorkflow } from '../workflow/parseWorkflow';
import { Workflow } from '../workflow/Workflow';

/** A workflow file at a commit: what it says, or why it can't be read. */
export type WorkflowFile = { path: string; text: string } & (
  { workflow: Workflow } | { problem: string }
);

const FOLDER = '.github/workflows/';

function tryParse(path: string, text: string): WorkflowFile {
  try {
    return { path, text, workflow: parseWorkflow(path, text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { path, text, problem };
  }
}

/** Reads every workflow file that a commit has. */
export async function readWorkflows(
  forge: Forge,
  repository: Repository,
  sha: string,
): Promise<WorkflowFile[]> {
  const { git } = forge;
  const where = { repository: forge.repositories.folder(repository) };
  const listing = await git.text(
    ['ls-tree', '-z', '--name-only', sha, FOLDER],
    where,
  );
  const paths = listing.split('\0').filter(path => /\.ya?ml$/.test(path));
  return Promise.all(
    paths.map(async path =>
      tryParse(
        path,
        await git.text(['cat-file', 'blob', `${sha}:${path}`], where),
      ),
    ),
  );
}

/** The commit that an object is or, as an annotated tag, points to. */
export function commitOfObject(
  forge: Forge,
  repository: Repository,
  object: string,
): Promise<string> {
  return forge.git.text(['rev-parse', '--verify', `${object}^{commit}`], {
    repository: forge.repositories.folder(repository),
  });
}
