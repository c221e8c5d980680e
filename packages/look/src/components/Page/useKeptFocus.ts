import { useEffect, useRef, type RefObject } from 'react';

let focusedLast: EventTarget | null = null;
document.addEventListener('focusin', event => {
  focusedLast = event.target;
});

/**
 * Takes the focus where the control that had it went away with the page before, or with a part of this one: who works
 * with the keyboard, or listens, then goes on from the page's start instead of the document's. A page that was just loaded
 * keeps the focus where the browser puts it, in front of the navigation.
 *
 * @param part - what the page shows now; looked at again when it changes.
 */
export function useKeptFocus<T extends HTMLElement>(
  part?: string,
): RefObject<T> {
  const element = useRef<T>(null);
  useEffect(() => {
    const lost =
      document.activeElement === document.body &&
      focusedLast instanceof Node &&
      !focusedLast.isConnected;
    if (lost) element.current?.focus({ preventScroll: true });
  }, [part]);
  return element;
}
