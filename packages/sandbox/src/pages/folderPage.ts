import { Forge } from '../forge/Forge';
import { Person } from '../forge/model';
import { readCommits } from '../git/readCommits';
import { readObject } from '../git/readObjects';
import { readTree, TreeEntry } from '../git/readTree';
import { findReadme } from '../represent/contents';
import { cloneHint } from './cloneHint';
import { html } from './html';
import { momentOf } from './momentOf';
import { PagePlace, pathUrl } from './placeOf';
import { renderMarkdown } from './renderMarkdown';
import { repositoryPage } from './repositoryPage';
import { trail } from './trail';

/** A folder's entries, and its readme below. */
export async function folderPage(
  forge: Forge,
  place: PagePlace,
  viewer: Person,
): Promise<string> {
  const { repository, sha, path } = place;
  const [entries, [commit]] = await Promise.all([
    readTree(forge, repository, { tree: `${sha}:${path}` }),
    readCommits(forge, repository, {
      revisions: [sha],
      limit: 1,
      ...(path && { path }),
    }),
  ]);
  const folders = entries.filter(entry => entry.type === 'tree');
  const files = entries.filter(entry => entry.type !== 'tree');
  return repositoryPage({
    repository,
    viewer,
    tab: 'Files',
    title: path || undefined,
    body: html`${trail(place)}
      <table class="card">
        <thead>
          <tr>
            <th scope="col">
              ${
                commit &&
                html`<a href="/${repository.fullName}/commit/${commit.sha}"
                    >${commit.message.split('\n')[0]}</a
                  >
                  · ${commit.author.name}, ${momentOf(commit.author.date)}`
              }
            </th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          ${[...folders, ...files].map(entry => row(place, entry))}
        </tbody>
      </table>
      ${await readme(forge, place, entries)}
      ${path === '' && cloneHint(forge, repository)}`,
  });
}

function row(place: PagePlace, entry: TreeEntry) {
  const path = [place.path, entry.path].filter(Boolean).join('/');
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  return html`<tr>
    <td>
      <a href="${pathUrl(place, kind, path)}"
        >${entry.path}${entry.type === 'tree' && '/'}</a
      >
    </td>
    <td class="quiet">${entry.size !== undefined && `${entry.size} B`}</td>
  </tr>`;
}

async function readme(forge: Forge, place: PagePlace, entries: TreeEntry[]) {
  const found = findReadme(entries);
  const object = found && (await readObject(forge, place.repository, found.id));
  if (!found || !object) {
    return undefined;
  }
  const text = object.content.toString('utf8');
  const path = [place.path, found.path].filter(Boolean).join('/');
  return html`<section class="card" aria-label="${found.path}">
    <div class="body markdown">
      ${
        /\.(?:md|markdown)$/i.test(found.path)
          ? renderMarkdown(text, { ...place, path })
          : html`<pre>${text}</pre>`
      }
    </div>
  </section>`;
}
