import { useEffect, useRef, type RefObject } from 'react';

/**
 * Takes the focus where the control that had it went away with the page before: who works with the keyboard, or listens,
 * then goes on from the new page's start instead of the document's. A page that was just loaded keeps the focus where the
 * browser puts it, in front of the navigation.
 */
export function useKeptFocus<T extends HTMLElement>(): RefObject<T> {
  const element = useRef<T>(null);
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (lost && navigator.userActivation?.hasBeenActive) {
      element.current?.focus({ preventScroll: true });
    }
  }, []);
  return element;
}
