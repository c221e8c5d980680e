import { useEffect } from 'react';
import type { SignKind } from '@fairway/look';

/**
 * Colours of a tab's icon stand on the browser's own ground, light or dark, so they are no tokens of a theme;
 * shape tells the state before colour does.
 */
const shapes: Partial<Record<SignKind, string>> = {
  running:
    '<circle cx="16" cy="16" r="12" fill="none" stroke="#8a9693" stroke-width="5"/><path d="M16 4a12 12 0 0 1 12 12" fill="none" stroke="#3d7be0" stroke-width="5"/>',
  done: '<circle cx="16" cy="16" r="15" fill="#0b7a6d"/><path d="M9 17l5 5 9-11" fill="none" stroke="#fff" stroke-width="4"/>',
  failed:
    '<path d="M10 1h12l9 9v12l-9 9H10l-9-9V10z" fill="#c3262e"/><path d="M11 11l10 10M21 11L11 21" stroke="#fff" stroke-width="4"/>',
};

/** Shows a state in the browser's tab, as long as the component is there. */
export function useFavicon(sign: SignKind): void {
  useEffect(() => {
    const shape = shapes[sign];
    if (!shape) return undefined;
    const icon = document.createElement('link');
    icon.rel = 'icon';
    icon.type = 'image/svg+xml';
    icon.href = `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${shape}</svg>`,
    )}`;
    // Of several icons of one kind the last one counts.
    document.head.append(icon);
    return () => icon.remove();
  }, [sign]);
}
