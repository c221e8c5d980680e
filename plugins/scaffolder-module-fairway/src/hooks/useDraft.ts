import { useCallback, useEffect, useRef, useState } from 'react';
import type { JsonObject } from '@backstage/types';

function keyOf(templateRef: string): string {
  return `fairway.create.${templateRef}`;
}

function parsed(text: string | null): JsonObject | undefined {
  try {
    const value = text ? JSON.parse(text) : undefined;
    return typeof value === 'object' && value && !Array.isArray(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function stored(key: string): JsonObject | undefined {
  try {
    return parsed(sessionStorage.getItem(key));
  } catch {
    // Storage may be switched off; then a reload starts afresh.
    return undefined;
  }
}

function store(key: string, values: JsonObject | undefined): void {
  try {
    if (values) sessionStorage.setItem(key, JSON.stringify(values));
    else sessionStorage.removeItem(key);
  } catch {
    // As above, or the storage is full.
  }
}

/** Answers that are not sent yet. They live as long as the browser's tab. */
export interface Draft {
  values: JsonObject;
  change(values: JsonObject): void;
  /** Forgets them, once they were sent. */
  clear(): void;
}

/**
 * The answers for a path, kept over reloads.
 *
 * @param options - `prefilled`: JSON of answers that a link brings along, which go before kept ones;
 *   `keep`: what of the answers may be kept
 */
export function useDraft(options: {
  templateRef: string;
  prefilled: string | null;
  keep(values: JsonObject): JsonObject;
}): Draft {
  const { templateRef, prefilled, keep } = options;
  const key = keyOf(templateRef);
  const [values, setValues] = useState<JsonObject>(() =>
    keep(parsed(prefilled) ?? stored(key) ?? {}),
  );
  const cleared = useRef(false);

  useEffect(() => {
    if (!cleared.current) store(key, keep(values));
  }, [key, keep, values]);

  const change = useCallback((next: JsonObject) => {
    cleared.current = false;
    setValues(next);
  }, []);
  // At once: the page is left in the same moment, so no effect would come.
  const clear = useCallback(() => {
    cleared.current = true;
    store(key, undefined);
  }, [key]);
  return { values, change, clear };
}
