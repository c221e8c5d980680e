import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { Html, trusted } from './html';
import { PagePlace, pathUrl } from './placeOf';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** Markdown of a file as markup that is safe to show; its relative links lead to the files beside it. */
export function renderMarkdown(text: string, place: PagePlace): Html {
  const folder = place.path.split('/').slice(0, -1);
  const rewrite = (kind: 'blob' | 'raw', address: string | undefined) => {
    if (!address || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) {
      return address;
    }
    const [path, fragment] = address.split('#', 2);
    const parts = path.startsWith('/') ? [] : [...folder];
    for (const part of path.split('?')[0].split('/')) {
      if (part === '..') {
        parts.pop();
      } else if (part !== '' && part !== '.') {
        parts.push(decode(part));
      }
    }
    const url = pathUrl(place, kind, parts.join('/'));
    return fragment ? `${url}#${fragment}` : url;
  };
  return trusted(
    sanitizeHtml(markdown.render(text), {
      allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'h1', 'h2'],
      allowedAttributes: { a: ['href', 'title'], img: ['src', 'alt', 'title'] },
      allowedSchemes: ['http', 'https', 'mailto'],
      transformTags: {
        a: (tagName, { href, ...rest }) => ({
          tagName,
          attribs: { ...rest, href: rewrite('blob', href) ?? '' },
        }),
        img: (tagName, { src, ...rest }) => ({
          tagName,
          attribs: { ...rest, src: rewrite('raw', src) ?? '' },
        }),
      },
    }),
  );
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
