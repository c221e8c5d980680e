import { Html, html } from './html';
import { PagePlace, pathUrl } from './placeOf';

/** The way from the top of the repository to a path, each part a link. */
export function trail(place: PagePlace): Html {
  const parts = place.path.split('/').filter(Boolean);
  return html`<p class="mono">
    <span class="badge">${place.ref}</span>
    <a href="${pathUrl(place, 'tree', '')}">${place.repository.name}</a>
    ${parts.map((part, index) =>
      index === parts.length - 1
        ? html` / ${part}`
        : html` /
            <a
              href="${pathUrl(
                place,
                'tree',
                parts.slice(0, index + 1).join('/'),
              )}"
              >${part}</a
            >`,
    )}
  </p>`;
}
