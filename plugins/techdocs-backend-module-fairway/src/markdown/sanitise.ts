import sanitizeHtml from 'sanitize-html';

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    'img',
    'details',
    'summary',
    'del',
    'ins',
  ],
  allowedAttributes: {
    '*': ['class', 'id', 'title', 'lang', 'dir'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    th: ['align', 'style', 'colspan', 'rowspan'],
    td: ['align', 'style', 'colspan', 'rowspan'],
    ol: ['start'],
    details: ['open'],
  },
  // Tables align their columns by style, and nothing else has a style.
  allowedStyles: {
    '*': { 'text-align': [/^(left|right|center)$/] },
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'iframe'],
};

/** Leaves what formats text, and drops what could run or reach out: scripts, frames, forms, handlers, styles. */
export function sanitise(html: string): string {
  return sanitizeHtml(html, options);
}

/** The text alone. */
export function plainText(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [],
    nonTextTags: options.nonTextTags,
  })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
