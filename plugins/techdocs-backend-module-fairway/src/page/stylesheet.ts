import { createHash } from 'node:crypto';

/** The look of the pages. Colours and type come from the portal, by the variables that its reader sets. */
export const stylesheet = `
.md-toggle, .md-overlay { display: none; }
/* As large as the rest of the portal: the reader's own size is 16 pixels on a wide window, and 11 on a phone. */
.md-container { --md-typeset-font-size: .875rem; }
.md-main__inner { display: flex; }
.md-sidebar { overflow-y: auto; padding-top: 1rem; flex-shrink: 0; order: 0; }
.md-sidebar--secondary { order: 2; }
.md-content { flex-grow: 1; min-width: 0; order: 1; }
.md-content__inner { margin: 0 1.5rem 2rem; padding-top: 1rem; max-width: 48rem; }
.md-nav { line-height: 1.4; }
.md-nav__title { display: block; font-weight: 600; padding: 0 .75rem .5rem; }
.md-nav__list { list-style: none; margin: 0; padding: 0; }
.md-nav .md-nav__link { font-size: .8125rem; }
.md-nav__link { display: block; padding: .3rem .75rem; color: inherit; text-decoration: none; cursor: pointer; border-radius: 4px; }
.md-nav__link:hover, .md-nav__link:focus-visible { color: var(--md-typeset-a-color); }
.md-nav__item--nested > .md-nav { display: none; padding-left: .75rem; }
.md-nav__toggle:checked ~ .md-nav { display: block; }
.md-nav__icon::after { content: "\\203A"; display: inline-block; transition: transform .1s; }
.md-nav__toggle:checked ~ .md-nav__link .md-nav__icon::after { transform: rotate(90deg); }
.md-nav__item--level-3 { padding-left: .75rem; }
.md-typeset { color: var(--md-typeset-color); line-height: 1.6; overflow-wrap: break-word; }
.md-typeset h1 { margin: 0 0 1rem; }
.md-typeset h2 { margin: 2rem 0 .75rem; }
.md-typeset h3, .md-typeset h4, .md-typeset h5, .md-typeset h6 { margin: 1.5rem 0 .5rem; }
.md-typeset p, .md-typeset ul, .md-typeset ol, .md-typeset blockquote, .md-typeset .highlight, .md-typeset table, .md-typeset .admonition, .md-typeset details { margin: 0 0 1rem; }
.md-typeset ul, .md-typeset ol { padding-left: 1.5rem; }
.md-typeset li { margin: .25rem 0; }
.md-typeset a { color: var(--md-typeset-a-color); }
.md-typeset img { max-width: 100%; height: auto; }
.md-typeset blockquote { padding-left: .75rem; }
.md-typeset code { background: var(--md-code-bg-color); color: var(--md-code-fg-color); border-radius: 3px; padding: .1em .3em; font-size: .875em; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.md-typeset pre { position: relative; margin: 0; }
.md-typeset pre > code { display: block; overflow-x: auto; padding: .75rem 3rem .75rem 1rem; line-height: 1.5; }
.md-typeset .md-clipboard { opacity: .6; }
.md-typeset .md-clipboard:hover, .md-typeset .md-clipboard:focus-visible { opacity: 1; }
.md-typeset table:not([class]) { display: block; width: max-content; max-width: 100%; overflow-x: auto; }
.md-typeset th, .md-typeset td { padding: .5rem .75rem; vertical-align: top; text-align: left; }
.md-typeset .headerlink { margin-left: .4rem; opacity: 0; text-decoration: none; }
.md-typeset :is(h1, h2, h3, h4, h5, h6):hover .headerlink, .md-typeset .headerlink:focus-visible { opacity: .7; }
.md-typeset .admonition { border: 1px solid var(--md-typeset-table-color); border-left: 4px solid var(--md-accent-fg-color); border-radius: 4px; padding: .5rem 1rem; }
.md-typeset .admonition > :last-child { margin-bottom: 0; }
.md-typeset .admonition .admonition-title { font-weight: 600; margin: 0 0 .25rem; padding-left: 0 !important; }
.md-typeset .admonition:is(.warning, .caution, .attention) { border-left-color: #b26b00; }
.md-typeset .admonition:is(.danger, .error, .failure, .bug) { border-left-color: #c62828; }
.md-typeset .admonition:is(.tip, .hint, .success) { border-left-color: #2e7d32; }
.md-typeset details summary { padding-left: 0 !important; cursor: pointer; font-weight: 600; }
@media screen and (max-width: 53.75em) {
  .md-content__inner { margin-inline: 0; }
}
@media screen and (max-width: 76.1875em) {
  [data-md-toggle=drawer]:checked ~ .md-overlay { display: block; position: fixed; inset: 0; background: rgb(0 0 0 / 40%); z-index: 100; }
  .md-sidebar--primary { background: var(--md-default-bg-color); transition: transform .15s; }
}
#toggle-sidebar { float: right; cursor: pointer; }
#toggle-sidebar svg { display: block; width: 1.5rem; height: 1.5rem; fill: currentColor; }
@media screen and (min-width: 76.25em) { #toggle-sidebar { display: none; } }
@media print { .md-sidebar, .headerlink, .md-clipboard { display: none !important; } }
`.trimStart();

const hash = createHash('sha256').update(stylesheet).digest('hex').slice(0, 8);

/** Below the site's root. The name is the only one that the reader takes a stylesheet from. */
export const stylesheetPath = `assets/stylesheets/main.${hash}.min.css`;
