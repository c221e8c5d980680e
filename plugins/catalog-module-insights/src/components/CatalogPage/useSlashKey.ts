import { useEffect, type RefObject } from 'react';

/** The slash key goes to the filter, unless somebody is writing. */
export function useSlashKey(field: RefObject<HTMLElement>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const writing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !writing) {
        event.preventDefault();
        field.current?.querySelector('input')?.focus();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
