/** What a tier means here, where a template does not say it. */
export const tierMeanings: Record<string, string | undefined> = {
  '1': 'Others stop when it stops. Pages at night',
  '2': 'Looked at in working hours',
  '3': 'Internal or experimental',
};
