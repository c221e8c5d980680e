import { useCallback } from 'react';
import { useSearchParams } from '../../router';

/** Which part of the wizard is open; it stands in the address, so that the browser's Back works. */
export interface OpenStep {
  /** Index of the page, or the number of pages for the review. */
  index: number;
  go(index: number, options?: { replace?: boolean }): void;
}

export function useSteps(pageCount: number): OpenStep {
  const [parameters, setParameters] = useSearchParams();
  const step = parameters.get('step');
  const asked = step === 'review' ? pageCount : Number(step ?? 1) - 1;
  const index =
    Number.isInteger(asked) && asked >= 0 && asked <= pageCount ? asked : 0;

  const go = useCallback(
    (next: number, options?: { replace?: boolean }) =>
      setParameters(
        current => {
          const changed = new URLSearchParams(current);
          changed.delete('formData');
          if (next === 0) changed.delete('step');
          else
            changed.set('step', next >= pageCount ? 'review' : `${next + 1}`);
          return changed;
        },
        { replace: options?.replace },
      ),
    [setParameters, pageCount],
  );
  return { index, go };
}
