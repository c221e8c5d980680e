import { Heading } from '../site/Site';
import { createMarkdown } from './createMarkdown';
import { nameHeadings } from './nameHeadings';
import { LinkContext, resolveLinks } from './resolveLinks';
import { sanitise } from './sanitise';
import { splitFrontMatter } from './splitFrontMatter';

export interface RenderedMarkdown {
  /** Safe to show. */
  html: string;
  headings: Heading[];
  /** From the front matter, else from the first heading of the first level. */
  title?: string;
}

const markdown = createMarkdown();

/** Makes a page's Markdown into HTML that is safe to show. */
export function renderMarkdown(
  source: string,
  context: LinkContext,
): RenderedMarkdown {
  const { text, title } = splitFrontMatter(source);
  const environment = {};
  const tokens = markdown.parse(text, environment);
  resolveLinks(tokens, context);
  const headings = nameHeadings(tokens);
  const html = markdown.renderer.render(tokens, markdown.options, environment);
  return {
    html: sanitise(html),
    headings,
    title: title ?? headings.find(heading => heading.level === 1)?.text,
  };
}
