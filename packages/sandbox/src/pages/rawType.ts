const images: Record<string, string> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** Pictures are what they are; everything else is text, so that no file of a repository runs in the browser. */
export function rawType(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return images[extension] ?? 'text/plain; charset=utf-8';
}
