import { Forge } from '../forge/Forge';
import { PushedCommit, PushEvent } from '../forge/ForgeEvents';
import { Repository } from '../forge/model';
import { noObject } from '../forge/names';
import { loginJson, organisationJson } from './people';
import { repositoryJson, repositoryPageUrl } from './repositories';

/** What every payload about a repository carries. */
export function commonPayload(
  forge: Forge,
  repository: Repository,
  sender: string,
): Record<string, unknown> {
  const organisation = forge.people.organisation(repository.owner);
  return {
    repository: repositoryJson(forge, repository),
    ...(organisation && {
      organization: organisationJson(forge, organisation),
    }),
    sender: loginJson(forge, sender),
  };
}

/** The payload of a `push`. */
export function pushPayload(
  forge: Forge,
  push: PushEvent,
): Record<string, unknown> {
  const { repository, before, after } = push;
  const page = repositoryPageUrl(forge, repository);
  const commits = push.commits.map(commit => commitOf(forge, page, commit));
  return {
    ref: push.ref,
    before,
    after,
    ...commonPayload(forge, repository, push.pusher.login),
    pusher: { name: push.pusher.login, email: push.pusher.email },
    created: before === noObject,
    deleted: after === noObject,
    forced: push.forced,
    base_ref: null,
    compare:
      before === noObject || after === noObject
        ? `${page}/commit/${(after === noObject ? before : after).slice(0, 12)}`
        : `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits[commits.length - 1] ?? null,
  };
}

function commitOf(forge: Forge, page: string, commit: PushedCommit) {
  const who = (signature: { name: string; email: string }) => {
    const person = forge.people.findByEmail(signature.email);
    return { ...signature, ...(person && { username: person.login }) };
  };
  return {
    id: commit.id,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.timestamp,
    url: `${page}/commit/${commit.id}`,
    author: who(commit.author),
    committer: who(commit.committer),
    added: commit.added,
    removed: commit.removed,
    modified: commit.modified,
  };
}
