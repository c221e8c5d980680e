import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Commit } from '../git/readCommits';
import { FileChange } from '../git/readChanges';
import { nodeId } from './nodeId';
import { personJson } from './people';
import { repositoryPageUrl, repositoryUrl } from './repositories';
import { Schema } from './schema';
import { timestamp } from './timestamp';

/** The sandbox checks no signatures. */
const verification = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** Who has this mail address at the forge. */
function personOf(forge: Forge, email: string): Schema<'simple-user'> | null {
  const person = forge.people.findByEmail(email);
  return person ? personJson(forge, person) : null;
}

export function commitJson(
  forge: Forge,
  repository: Repository,
  commit: Commit,
): Schema<'commit'> {
  const api = repositoryUrl(forge, repository);
  const page = repositoryPageUrl(forge, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    commit: {
      author: { ...commit.author, date: timestamp(commit.author.date) },
      committer: {
        ...commit.committer,
        date: timestamp(commit.committer.date),
      },
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification,
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: personOf(forge, commit.author.email),
    committer: personOf(forge, commit.committer.email),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** A commit as the Git data API has it. */
export function gitCommitJson(
  forge: Forge,
  repository: Repository,
  commit: Commit,
): Schema<'git-commit'> {
  const api = repositoryUrl(forge, repository);
  const page = repositoryPageUrl(forge, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: { ...commit.author, date: timestamp(commit.author.date) },
    committer: { ...commit.committer, date: timestamp(commit.committer.date) },
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification,
  };
}

/** A changed file, seen from the commit after the change. */
export function changeJson(
  forge: Forge,
  repository: Repository,
  change: FileChange,
  sha: string,
): Schema<'diff-entry'> {
  const path = change.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPageUrl(forge, repository);
  return {
    sha: change.id,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${page}/blob/${sha}/${path}`,
    raw_url: `${page}/raw/${sha}/${path}`,
    contents_url: `${repositoryUrl(forge, repository)}/contents/${path}?ref=${sha}`,
    ...(change.patch !== undefined && { patch: change.patch }),
    ...(change.previousPath && { previous_filename: change.previousPath }),
  };
}
