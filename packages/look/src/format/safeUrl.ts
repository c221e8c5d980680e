const allowed = new Set(['http:', 'https:', 'mailto:']);

/**
 * An address from the catalog, a template or a forge, if it may become a link: `http:`, `https:`, `mailto:`
 * or a path of the portal. Anything else (`javascript:`, `data:`, `vbscript:`, what is no address) gives
 * undefined: show it as text or not at all.
 *
 * @public
 */
export function safeUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const trimmed = value.trim();
  // Browsers drop control characters inside a URL, so "java\nscript:" would run.
  // eslint-disable-next-line no-control-regex
  if (!trimmed || /[\u0000-\u001f\u007f\\]/.test(trimmed)) {
    return undefined;
  }
  if (trimmed.startsWith('/') && !trimmed.startsWith('//')) {
    return trimmed;
  }
  try {
    return allowed.has(new URL(trimmed).protocol) ? trimmed : undefined;
  } catch {
    return undefined;
  }
}
