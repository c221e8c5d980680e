import { Person } from '../forge/model';
import { GitObject } from '../git/readObjects';
import { html } from './html';
import { PagePlace, pathUrl } from './placeOf';
import { renderMarkdown } from './renderMarkdown';
import { repositoryPage } from './repositoryPage';
import { trail } from './trail';

const longestShown = 512 * 1024;

/** One file: Markdown as a text to read, other text by its lines. */
export function filePage(
  place: PagePlace,
  object: GitObject,
  viewer: Person,
): string {
  const { path } = place;
  return repositoryPage({
    repository: place.repository,
    viewer,
    tab: 'Files',
    title: path,
    body: html`${trail(place)}
      <p>
        <a class="button" href="${pathUrl(place, 'raw', path)}">Raw</a>
        <a class="button" href="${pathUrl(place, 'edit', path)}">Edit</a>
      </p>
      <div class="card scroll">${content(place, object)}</div>`,
  });
}

function content(place: PagePlace, { content: bytes }: GitObject) {
  if (bytes.subarray(0, 8000).includes(0)) {
    return html`<p class="body">
      A file of ${bytes.length} bytes that is no text.
    </p>`;
  }
  if (bytes.length > longestShown) {
    return html`<p class="body">
      ${bytes.length} bytes are too long to show here: take it raw.
    </p>`;
  }
  const text = bytes.toString('utf8');
  if (/\.(?:md|markdown)$/i.test(place.path)) {
    return html`<div class="body markdown">
      ${renderMarkdown(text, place)}
    </div>`;
  }
  const lines = text.replace(/\n$/, '').split('\n');
  return html`<table class="source mono" aria-label="${place.path}">
    <tbody>
      ${lines.map(
        (line, index) =>
          html`<tr id="L${index + 1}">
            <td>${index + 1}</td>
            <td>${line}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
