/** What is measured: our actions, the stock ones, and the stock ones without Octokit's throttle. */
export type Side = 'ours' | 'stock' | 'stockUnthrottled';

/** The forge's place, as backends need it. */
export interface ForgePlace {
  host: string;
  apiBaseUrl: string;
  token: string;
}
