import { Forge } from '../forge/Forge';
import { Person, Repository } from '../forge/model';
import { cloneHint } from './cloneHint';
import { html } from './html';
import { repositoryPage } from './repositoryPage';

/** A repository that nothing was pushed to yet. */
export function emptyRepositoryPage(
  forge: Forge,
  repository: Repository,
  viewer: Person,
): string {
  return repositoryPage({
    repository,
    viewer,
    tab: 'Files',
    body: html`<p class="lead">Nothing was pushed here yet.</p>
      ${cloneHint(forge, repository)}`,
  });
}
