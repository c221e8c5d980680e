import { Token } from './types';
import { Heading } from '../site/Site';

/**
 * Gives each heading an id by which it can be linked, with the link after it,
 * and says which headings there are.
 */
export function nameHeadings(tokens: Token[]): Heading[] {
  const headings: Heading[] = [];
  const taken = new Set<string>();
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') {
      return;
    }
    const inline = tokens[index + 1];
    const text = textOf(inline);
    const id = freeId(toId(text), taken);
    token.attrSet('id', id);
    inline.children?.push(...permalink(id, inline));
    headings.push({ id, level: Number(token.tag.slice(1)), text });
  });
  return headings;
}

function textOf(inline: Token): string {
  return (inline.children ?? [])
    .filter(child => ['text', 'code_inline'].includes(child.type))
    .map(child => child.content)
    .join('')
    .trim();
}

/** As MkDocs and GitHub do it: lower case, words joined by hyphens. */
function toId(text: string): string {
  const id = text
    .normalize('NFKD')
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
  return id || 'section';
}

function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 1; taken.has(free); count += 1) {
    free = `${id}_${count}`;
  }
  taken.add(free);
  return free;
}

function permalink(id: string, like: Token): Token[] {
  const make = (type: string, tag: string, nesting: -1 | 0 | 1) =>
    new (
      like.constructor as new (
        type: string,
        tag: string,
        nesting: -1 | 0 | 1,
      ) => Token
    )(type, tag, nesting);
  const open = make('link_open', 'a', 1);
  open.attrSet('class', 'headerlink');
  open.attrSet('href', `#${id}`);
  open.attrSet('title', 'Permanent link');
  const sign = make('text', '', 0);
  sign.content = '¶';
  return [open, sign, make('link_close', 'a', -1)];
}
