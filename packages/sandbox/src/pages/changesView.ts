import { FileChange } from '../git/readChanges';
import { Html, html } from './html';

/** What changed in each file, as git writes it. */
export function changesView(changes: readonly FileChange[]): Html {
  if (changes.length === 0) {
    return html`<p class="lead">No file changed.</p>`;
  }
  return html`${changes.map(
    change =>
      html`<section class="card" aria-label="${change.path}">
        <div class="body">
          <p>
            <span class="mono">${change.path}</span>
            <span class="badge">${change.status}</span>
            <span class="good">+${change.additions}</span>
            <span class="bad">−${change.deletions}</span>
          </p>
          ${change.patch && html`<pre>${change.patch}</pre>`}
        </div>
      </section>`,
  )}`;
}
