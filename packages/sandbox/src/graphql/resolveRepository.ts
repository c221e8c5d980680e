import { Repository } from '../forge/model';
import { GitObject, readObject } from '../git/readObjects';
import { resolveRef } from '../git/resolveRef';
import { nodeId } from '../represent/nodeId';
import { repositoryPageUrl } from '../represent/repositories';
import { connect, ConnectionArguments } from './connection';
import type { Asking } from './resolvePeople';
import { resolveOwner } from './resolveOwner';

const typeNames = {
  blob: 'Blob',
  tree: 'Tree',
  commit: 'Commit',
  tag: 'Tag',
};

export function resolveRepository(
  asking: Asking,
  repository: Repository,
): object {
  const { forge } = asking;
  const { defaultBranch } = repository;
  const sha = forge.pushes.shaOf(repository.id, `refs/heads/${defaultBranch}`);
  return {
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    description: repository.description,
    url: repositoryPageUrl(forge, repository),
    isArchived: repository.archived,
    isFork: false,
    isPrivate: repository.visibility !== 'public',
    visibility: repository.visibility.toUpperCase(),
    owner: () => resolveOwner(asking, repository.owner),
    repositoryTopics: (page: ConnectionArguments) =>
      connect(repository.topics, page, name => ({
        topic: { id: nodeId('Topic', name), name },
      })),
    defaultBranchRef: sha
      ? {
          id: nodeId('Ref', `${repository.id}:${defaultBranch}`),
          name: defaultBranch,
          prefix: 'refs/heads/',
          target: () => objectNamed(asking, repository, sha),
        }
      : null,
    object: ({ expression }: { expression?: string | null }) =>
      expression ? objectNamed(asking, repository, expression) : null,
  };
}

/** What `<ref>`, or `<ref>:<path>`, stands for. */
async function objectNamed(
  { forge }: Asking,
  repository: Repository,
  expression: string,
) {
  const colon = expression.indexOf(':');
  const ref = colon < 0 ? expression : expression.slice(0, colon);
  const sha = await resolveRef(forge, repository, ref);
  if (!sha) {
    return null;
  }
  const rest = colon < 0 ? '' : expression.slice(colon);
  const object = await readObject(forge, repository, `${sha}${rest}`);
  return object ? describe(object) : null;
}

function describe(object: GitObject) {
  const isBinary = object.content.subarray(0, 8000).includes(0);
  return {
    __typename: typeNames[object.type],
    id: nodeId(typeNames[object.type], object.id),
    oid: object.id,
    ...(object.type === 'blob' && {
      byteSize: object.content.length,
      isBinary,
      text: isBinary ? null : object.content.toString('utf8'),
    }),
  };
}
