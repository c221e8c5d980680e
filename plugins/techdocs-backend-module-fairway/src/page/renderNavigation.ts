import { NavigationItem, PageAddress } from '../site/Site';
import { relativeUrl } from '../site/addressOf';
import { escapeHtml } from './escapeHtml';

/** The list of the side bar, with the class names and toggles that the reader looks for. */
export function renderNavigation(
  items: NavigationItem[],
  page: PageAddress,
): string {
  return renderItems({ items, page, parent: '__nav', level: 0 });
}

function renderItems(options: {
  items: NavigationItem[];
  page: PageAddress;
  parent: string;
  level: number;
}): string {
  const { items, page, parent, level } = options;
  const list = items.map((item, index) => {
    if (item.kind === 'section') {
      const id = `${parent}_${index + 1}`;
      return renderSection({ item, page, id, level: level + 1 });
    }
    return renderLeaf(item, page);
  });
  return `<ul class="md-nav__list">${list.join('')}</ul>`;
}

function renderLeaf(
  item: Exclude<NavigationItem, { kind: 'section' }>,
  page: PageAddress,
): string {
  const isActive = item.kind === 'page' && item.page.path === page.path;
  const href =
    item.kind === 'page'
      ? encodeURI(relativeUrl(page.url, item.page.url))
      : item.href;
  const active = (name: string) => (isActive ? ` ${name}` : '');
  return (
    `<li class="md-nav__item${active('md-nav__item--active')}">` +
    `<a href="${escapeHtml(href)}" class="md-nav__link${active('md-nav__link--active')}"` +
    `${isActive ? ' aria-current="page"' : ''}>` +
    `<span class="md-ellipsis">${escapeHtml(item.title)}</span></a></li>`
  );
}

function renderSection(options: {
  item: Extract<NavigationItem, { kind: 'section' }>;
  page: PageAddress;
  id: string;
  level: number;
}): string {
  const { item, page, id, level } = options;
  const isOpen = holds(item.items, page);
  const title = escapeHtml(item.title);
  return (
    `<li class="md-nav__item md-nav__item--nested${isOpen ? ' md-nav__item--active' : ''}">` +
    `<input class="md-nav__toggle md-toggle" type="checkbox" id="${id}"${isOpen ? ' checked' : ''}>` +
    `<label class="md-nav__link" for="${id}"><span class="md-ellipsis">${title}</span>` +
    `<span class="md-nav__icon md-icon"></span></label>` +
    `<nav class="md-nav" data-md-level="${level}" aria-label="${title}">` +
    `${renderItems({ items: item.items, page, parent: id, level })}</nav></li>`
  );
}

function holds(items: NavigationItem[], page: PageAddress): boolean {
  return items.some(item =>
    item.kind === 'section'
      ? holds(item.items, page)
      : item.kind === 'page' && item.page.path === page.path,
  );
}
