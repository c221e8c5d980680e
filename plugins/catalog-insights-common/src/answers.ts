import type { ComponentRow } from './rows';

/**
 * A page of the list.
 *
 * @public
 */
export interface ComponentsAnswer {
  items: ComponentRow[];
  nextCursor?: string;
  previousCursor?: string;
}

/**
 * How many rows there are; where it is not exact, there are more than that.
 *
 * @public
 */
export interface TotalAnswer {
  total: number;
  exact: boolean;
}

/** @public */
export interface FacetValue {
  /** For the filter of the same name. */
  value: string;
  /** The title of an owner or a system. */
  label?: string;
  count: number;
}

/**
 * The values of one field among the rows that the other filters leave, most frequent first.
 *
 * @public
 */
export interface FacetAnswer {
  items: FacetValue[];
}

/**
 * The same of several fields at once.
 *
 * @public
 */
export interface FacetsAnswer {
  facets: Record<string, FacetValue[]>;
}

/**
 * An entity that nobody looks after: the owner it names is not in the catalog, or is a group without a member. Without
 * `ownerRef` it names none.
 *
 * @public
 */
export interface UnownedEntity {
  entityRef: string;
  title?: string;
  ownerRef?: string;
  problem: 'missing' | 'noMembers';
}

/** @public */
export interface UnownedAnswer {
  items: UnownedEntity[];
  nextCursor?: string;
}
