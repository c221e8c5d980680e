import type { HealthStatus } from '@fairway/plugin-health-common';

/** What rows are asked for. Several values of one field are any of them; an empty list is none. */
export interface ComponentFilters {
  /** In lower case. */
  kind: string;
  /** Each stands somewhere in the name, title, description or tags. */
  words: string[];
  refs?: string[];
  owner?: string[];
  /** Of the one who asks: they and their groups. */
  ownedBy?: string[];
  system?: string[];
  lifecycle?: string[];
  type?: string[];
  tag?: string[];
  health?: HealthStatus[];
  /** Whether it says which template it was made from. */
  path?: boolean;
}
