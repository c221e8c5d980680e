import { Forge } from '../../forge/Forge';
import { PushedCommit } from '../../forge/ForgeEvents';
import { Person, Repository } from '../../forge/model';
import { noObject } from '../../forge/names';
import { Pull } from '../../forge/PullRow';
import { organisationJson, personJson } from '../../represent/people';
import { pullJson } from '../../represent/pulls';
import {
  repositoryJson,
  repositoryPageUrl,
} from '../../represent/repositories';
import { Run } from '../store/model';
import { StoredPush } from '../store/WorkflowStore';

interface Facts {
  forge: Forge;
  repository: Repository;
  sender: Person;
}

function common({ forge, repository, sender }: Facts) {
  const organisation = forge.people.organisation(repository.owner);
  return {
    repository: repositoryJson(forge, repository),
    ...(organisation && {
      organization: organisationJson(forge, organisation),
    }),
    sender: personJson(forge, sender),
  };
}

function commitPayload(page: string, commit: PushedCommit) {
  const { tree, ...rest } = commit;
  return {
    ...rest,
    tree_id: tree,
    distinct: true,
    url: `${page}/commit/${commit.id}`,
  };
}

/** `github.event` of a run that a push started. */
export function pushPayload(
  facts: Facts & { push: StoredPush },
): Record<string, unknown> {
  const { forge, repository, sender, push } = facts;
  const page = repositoryPageUrl(forge, repository);
  const commits = push.commits.map(commit => commitPayload(page, commit));
  return {
    ref: push.ref,
    before: push.before,
    after: push.after,
    base_ref: null,
    created: push.before === noObject,
    deleted: push.after === noObject,
    forced: push.forced,
    compare: `${page}/compare/${push.before.slice(0, 12)}...${push.after.slice(0, 12)}`,
    // As on GitHub, a payload has at most twenty commits, the newest ones.
    commits: commits.slice(-20),
    head_commit: commits.at(-1) ?? null,
    pusher: {
      name: sender.login,
      email: sender.email ?? `${sender.login}@users.noreply.localhost`,
    },
    ...common(facts),
  };
}

/** `github.event` of a dispatched run; its inputs are texts here. */
export function dispatchPayload(
  facts: Facts & { ref: string; workflow: string; inputs: Run['inputs'] },
): Record<string, unknown> {
  return {
    ref: facts.ref,
    workflow: facts.workflow,
    inputs: Object.fromEntries(
      Object.entries(facts.inputs).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
    ...common(facts),
  };
}

/** `github.event` of a run that a pull request started. */
export function pullPayload(
  facts: Facts & { pull: Pull; action: string },
): Record<string, unknown> {
  const { forge, repository, pull, action } = facts;
  return {
    action,
    number: pull.number,
    pull_request: pullJson(forge, repository, pull),
    ...common(facts),
  };
}
