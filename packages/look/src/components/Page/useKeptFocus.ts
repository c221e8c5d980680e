import { useEffect, useRef, type RefObject } from 'react';

let focusedLast: EventTarget | null = null;
document.addEventListener('focusin', event => {
  focusedLast = event.target;
});

/**
 * Takes the focus where the control that had it went away with the page before: who works with the keyboard, or listens,
 * then goes on from the new page's start instead of the document's. A page that was just loaded keeps the focus where the
 * browser puts it, in front of the navigation.
 */
export function useKeptFocus<T extends HTMLElement>(): RefObject<T> {
  const element = useRef<T>(null);
  useEffect(() => {
    const lost =
      document.activeElement === document.body &&
      focusedLast instanceof Node &&
      !focusedLast.isConnected;
    if (lost) element.current?.focus({ preventScroll: true });
  }, []);
  return element;
}
