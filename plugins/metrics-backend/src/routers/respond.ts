import { respond as respondAs } from '@fairway/serving';

/** Answers as JSON or CSV, as asked for; a table is kept under the plugin's name. */
export const respond = <T extends object>(
  options: Omit<Parameters<typeof respondAs<T>>[0], 'filename'>,
): void => respondAs({ ...options, filename: 'delivery-metrics.csv' });
