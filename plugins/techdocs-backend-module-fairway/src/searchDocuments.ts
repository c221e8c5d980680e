import { plainText } from './markdown/sanitise';
import { PageContent } from './page/renderPage';

/** An entry of MkDocs' search index: a page, or a part of it under one heading. */
export interface SearchDocument {
  location: string;
  title: string;
  text: string;
}

/** What can be found of a page: itself, and each of its parts. */
export function toSearchDocuments(content: PageContent): SearchDocument[] {
  const { page, title, html, headings } = content;
  const parts = headings.map(({ id }) => html.indexOf(`id="${id}"`));
  const sections = headings.flatMap((heading, index) => {
    if (heading.level === 1 || parts[index] < 0) {
      return [];
    }
    const rest = html.slice(parts[index], parts[index + 1]);
    const body = rest.slice(rest.indexOf('</h'));
    return [
      {
        location: `${page.url}#${heading.id}`,
        title: heading.text,
        text: plainText(body.slice(body.indexOf('>') + 1)),
      },
    ];
  });
  return [
    { location: page.url, title, text: plainText(html).replaceAll('¶', '') },
    ...sections,
  ];
}
