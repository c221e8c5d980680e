import MarkdownIt from 'markdown-it';
import { admonitions } from './admonitions';

/** Markdown as people write it for MkDocs: tables, fenced code, admonitions and a little HTML, which is sanitised later. */
export function createMarkdown(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  markdown.use(admonitions);
  const fence = markdown.renderer.rules.fence!;
  markdown.renderer.rules.fence = (...args) =>
    `<div class="highlight">${fence(...args)}</div>\n`;
  return markdown;
}
