import { useSyncExternalStore } from 'react';

/** Where the layout is narrow. */
const narrow = window.matchMedia?.('(max-width: 860px)');

function subscribe(onChange: () => void) {
  narrow?.addEventListener('change', onChange);
  return () => narrow?.removeEventListener('change', onChange);
}

/** Whether the page is so narrow that what stands side by side elsewhere has another place. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow?.matches ?? false);
}
