import { Forge } from '../forge/Forge';
import { Person } from '../forge/model';
import { cloneHint } from './cloneHint';
import { html } from './html';
import { PagePlace, pathUrl } from './placeOf';
import { repositoryPage } from './repositoryPage';
import { trail } from './trail';

/** The sandbox has no editor: it says how to change a file. */
export function editPage(
  forge: Forge,
  place: PagePlace,
  viewer: Person,
): string {
  return repositoryPage({
    repository: place.repository,
    viewer,
    tab: 'Files',
    title: `Edit ${place.path}`,
    body: html`${trail(place)}
      <h2>Change this file with git</h2>
      <p>
        The sandbox has no editor. Clone the repository, change
        <a href="${pathUrl(place, 'blob', place.path)}">${place.path}</a> on
        <code>${place.ref}</code>, commit, and push.
      </p>
      ${cloneHint(forge, place.repository)}`,
  });
}
