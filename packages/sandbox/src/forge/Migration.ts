/** One step of the store's schema. A released step is never changed: a later one corrects it. */
export interface Migration {
  /** Unique, in order: `YYYYMMDDHHMMSS_what`. */
  readonly name: string;
  /** SQL, run once inside a transaction. */
  readonly up: string;
}
