/** A link that may be shown; what a browser would run, or cannot open, is left out. */
export const webLink = (url: string | undefined): { url?: string } =>
  url && /^https?:\/\//i.test(url) ? { url } : {};
