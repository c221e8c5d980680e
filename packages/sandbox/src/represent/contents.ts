import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { GitObject } from '../git/readObjects';
import { TreeEntry } from '../git/readTree';
import { repositoryPageUrl, repositoryUrl } from './repositories';
import { Schema } from './schema';

/** The part of a tree that an answer is about. */
export interface Place {
  repository: Repository;
  ref: string;
}

function linksOf(
  forge: Forge,
  { repository, ref }: Place,
  path: string,
  object: { id: string; type: string },
) {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const api = repositoryUrl(forge, repository);
  const page = repositoryPageUrl(forge, repository);
  const self = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${object.type === 'tree' ? 'trees' : 'blobs'}/${object.id}`;
  const html = `${page}/${object.type === 'tree' ? 'tree' : 'blob'}/${ref}/${encoded}`;
  return {
    url: self,
    git_url: git,
    html_url: html,
    download_url:
      object.type === 'blob' ? `${page}/raw/${ref}/${encoded}` : null,
    _links: { self, git, html },
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function fileJson(
  forge: Forge,
  place: Place,
  path: string,
  object: GitObject,
) {
  return {
    type: 'file' as const,
    encoding: 'base64',
    size: object.content.length,
    name: nameOf(path),
    path,
    // In lines of sixty characters, as GitHub sends it.
    content: object.content.toString('base64').replace(/.{1,60}/g, '$&\n'),
    sha: object.id,
    ...linksOf(forge, place, path, object),
  } satisfies Schema<'content-file'>;
}

export function directoryEntryJson(
  forge: Forge,
  place: Place,
  folder: string,
  entry: TreeEntry,
): Schema<'content-directory'>[number] {
  const path = folder === '' ? entry.path : `${folder}/${entry.path}`;
  return {
    type: entryType(entry),
    size: entry.size ?? 0,
    name: entry.path,
    path,
    sha: entry.id,
    ...linksOf(forge, place, path, { id: entry.id, type: entry.type }),
  };
}

function entryType(entry: TreeEntry) {
  switch (entry.type) {
    case 'tree':
      return 'dir' as const;
    case 'commit':
      return 'submodule' as const;
    default:
      return entry.mode === '120000' ? ('symlink' as const) : ('file' as const);
  }
}

/** The file that a folder is described by. */
export function findReadme(
  entries: readonly TreeEntry[],
): TreeEntry | undefined {
  const files = entries.filter(entry => entry.type === 'blob');
  return (
    files.find(entry => /^readme\.(?:md|markdown)$/i.test(entry.path)) ??
    files.find(entry => /^readme(?:\.\w+)?$/i.test(entry.path))
  );
}
