import { useEffect, useRef, useState } from 'react';
import type { ChangeView } from './CatalogFilters';

/** Text as it is typed; the view follows when one pauses. */
export function useTypedText(options: {
  /** What stands in the address. */
  written: string;
  onChange: ChangeView;
}) {
  const { written, onChange } = options;
  const [text, setText] = useState(written);
  const latest = useRef(onChange);
  latest.current = onChange;

  // Back and forward, and cleared filters, change the text too.
  useEffect(() => setText(written), [written]);
  useEffect(() => {
    if (text.trim() === written) return undefined;
    const timer = setTimeout(
      () => latest.current({ text: text.trim() }, { replace: true }),
      250,
    );
    return () => clearTimeout(timer);
    // Only typing starts the wait.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);

  return { text, setText };
}
