import { Config } from '@backstage/config';

/** Something that makes a configuration unsafe. */
export interface Problem {
  /** The key of the configuration, or the name of the variable. */
  key: string;
  /** What to do about it, in one line. */
  remedy: string;
}

/** Looks at one matter. */
export type Rule = (config: Config) => Problem[];

/** No problem when `isSafe`, else one. */
export function unless(isSafe: boolean, key: string, remedy: string) {
  return isSafe ? [] : [{ key, remedy }];
}
