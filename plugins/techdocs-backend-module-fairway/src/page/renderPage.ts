import { Heading, NavigationItem, PageAddress } from '../site/Site';
import { relativeUrl } from '../site/addressOf';
import { escapeHtml } from './escapeHtml';
import { renderNavigation } from './renderNavigation';
import { stylesheetPath } from './stylesheet';

export interface PageContent {
  page: PageAddress;
  title: string;
  /** Safe to show. */
  html: string;
  headings: Heading[];
}

/**
 * One page of the site, laid out as Material for MkDocs does it: Backstage's
 * reader finds its way by those class names and `data-md-component`s, and lets
 * through a stylesheet only when it is called `main.<8 hex digits>.min.css`.
 */
export function renderPage(options: {
  content: PageContent;
  siteName: string;
  navigation: NavigationItem[];
}): string {
  const { content, siteName, navigation } = options;
  const { page, title, html, headings } = content;
  const style = escapeHtml(relativeUrl(page.url, stylesheetPath));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} - ${escapeHtml(siteName)}</title>
<link rel="stylesheet" href="${style}">
</head>
<body dir="ltr">
<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
<label class="md-overlay" for="__drawer"></label>
<header class="md-header" data-md-component="header"><nav class="md-header__inner md-grid" aria-label="Header"><label class="md-header__button md-icon" for="__drawer"></label></nav></header>
<div class="md-container" data-md-component="container">
<main class="md-main" data-md-component="main">
<div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--primary" aria-label="Documentation" data-md-level="0"><label class="md-nav__title" for="__drawer">${escapeHtml(siteName)}</label>
${renderNavigation(navigation, page)}</nav>
</div></div></div>
<div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
${renderContents(headings)}</div></div></div>
<div class="md-content" data-md-component="content">
<article class="md-content__inner md-typeset">
${html}</article>
</div>
</div>
</main>
</div>
</body>
</html>
`;
}

function renderContents(headings: Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length === 0) {
    return '';
  }
  const items = shown.map(
    ({ id, level, text }) =>
      `<li class="md-nav__item md-nav__item--level-${level}"><a href="#${escapeHtml(encodeURIComponent(id))}" class="md-nav__link">` +
      `<span class="md-ellipsis">${escapeHtml(text)}</span></a></li>`,
  );
  return (
    '<nav class="md-nav md-nav--secondary" aria-label="On this page">' +
    '<label class="md-nav__title">On this page</label>' +
    `<ul class="md-nav__list" data-md-component="toc">${items.join('')}</ul></nav>`
  );
}
