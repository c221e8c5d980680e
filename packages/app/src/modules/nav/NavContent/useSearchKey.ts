import { useEffect, useRef } from 'react';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The key that goes with K: as it is written here, and as ARIA calls it. */
export const modifierKey = isApple
  ? { short: '⌘', aria: 'Meta' }
  : { short: 'Ctrl', aria: 'Control' };

/** Calls back on Ctrl+K or ⌘K, wherever the focus is. */
export function useSearchKey(onSearch: () => void): void {
  const latest = useRef(onSearch);
  latest.current = onSearch;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const modifier = isApple ? event.metaKey : event.ctrlKey;
      if (modifier && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
