import type { Figure } from '@fairway/plugin-catalog-insights-common';
import type { HealthStatus } from '@fairway/plugin-health-common';

/** Values of a figure, both ends included. An end may be open. */
export interface FigureRange {
  from?: number;
  to?: number;
}

/** What rows are asked for. Several values of one field are any of them; an empty list is none. */
export interface ComponentFilters {
  /** In lower case. */
  kind: string;
  /** Each stands somewhere in the name, title, description or tags. */
  words: string[];
  refs?: string[];
  name?: string[];
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
  /** What lies within a range, or has no value at all. */
  figures?: Partial<Record<Figure, FigureRange | 'none'>>;
}
