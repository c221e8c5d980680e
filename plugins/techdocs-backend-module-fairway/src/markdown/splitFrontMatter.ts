import { parseDocument } from 'yaml';

const FRONT_MATTER = /^---\r?\n([\s\S]{0,10000}?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Takes the YAML off the top of a page, and its title out of it. */
export function splitFrontMatter(source: string): {
  text: string;
  title?: string;
} {
  const match = FRONT_MATTER.exec(source);
  if (!match) {
    return { text: source };
  }
  const document = parseDocument(match[1], { logLevel: 'silent' });
  const title = document.errors.length > 0 ? undefined : document.get('title');
  return {
    text: source.slice(match[0].length),
    title: typeof title === 'string' ? title : undefined,
  };
}
