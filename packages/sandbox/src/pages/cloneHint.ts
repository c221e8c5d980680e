import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';
import { Html, html } from './html';

/** How to get the repository with git. */
export function cloneHint(forge: Forge, repository: Repository): Html {
  return html`<section class="card" aria-label="Clone">
    <div class="body">
      <pre>git clone ${forge.baseUrl}/${repository.fullName}.git</pre>
      <p class="quiet">
        Git asks for a password: take a <a href="/settings/tokens">token</a>.
      </p>
    </div>
  </section>`;
}
