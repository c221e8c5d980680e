const focusable =
  'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]';

/**
 * Moves the focus into a field of the form, whatever draws it.
 *
 * @param name - of the property; of a nested one the first part is enough
 * @returns false where there is no such field on this page
 */
export function focusField(form: HTMLElement, name: string): boolean {
  const field =
    form.querySelector(`[data-field="root_${CSS.escape(name)}"]`) ??
    form.querySelector(`[data-field^="root_${CSS.escape(name)}_"]`);
  const checked = field?.querySelector<HTMLElement>('input:checked');
  const control = checked ?? field?.querySelector<HTMLElement>(focusable);
  control?.focus();
  control?.scrollIntoView?.({ block: 'center' });
  return Boolean(control);
}
