import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { FIGURES } from '@fairway/plugin-catalog-insights-common';
import {
  HEALTH_STATUSES,
  type HealthStatus,
} from '@fairway/plugin-health-common';
import type { Access } from '../services/Access';
import type {
  ComponentFilters,
  FigureRange,
} from '../services/ComponentFilters';
import { SEARCH_KEYS } from './catalogTables';
import { FIGURE_COLUMNS } from './sorts';

/** That a figure, which stands in a column of ours, is known and within a range. */
export interface FigurePredicate extends FigureRange {
  column: string;
}

/** What can be asked of an entity. A field without values is one that is there at all; values are in lower case. */
export type Predicate =
  | { key: string; values?: string[] }
  | { word: string }
  | { refs: string[] }
  | { health: HealthStatus[] }
  | FigurePredicate
  | { allOf: Predicate[] }
  | { anyOf: Predicate[] }
  | { not: Predicate };

const FIELDS = [
  ...(['name', 'owner', 'system', 'lifecycle', 'type', 'tag'] as const),
];
const NOTHING: Predicate = { anyOf: [] };

/** As fields are stored. */
const lowerCase = (value: string) => value.toLowerCase();

/** Conditions of the permission framework, in the form that the catalog's own rules give them. */
function ofCriteria(
  criteria: PermissionCriteria<EntitiesSearchFilter>,
): Predicate {
  if ('allOf' in criteria) return { allOf: criteria.allOf.map(ofCriteria) };
  if ('anyOf' in criteria) return { anyOf: criteria.anyOf.map(ofCriteria) };
  if ('not' in criteria) return { not: ofCriteria(criteria.not) };
  return { key: criteria.key, values: criteria.values?.map(lowerCase) };
}

/** That somebody may read an entity. */
export function ofAccess(access: Access): Predicate[] {
  if (access === 'all') return [];
  return [access === 'none' ? NOTHING : ofCriteria(access.criteria)];
}

/** What is not told has nothing in it, as what nobody looked at. */
function ofHealth(wanted: HealthStatus[]): Predicate {
  if (!wanted.includes('unknown')) return { health: wanted };
  const others = HEALTH_STATUSES.filter(status => !wanted.includes(status));
  return { not: { health: others } };
}

function ofFigures(figures: ComponentFilters['figures'] = {}): Predicate[] {
  return FIGURES.flatMap((name): Predicate[] => {
    const range = figures[name];
    const column = FIGURE_COLUMNS[name];
    if (range === 'none') return [{ not: { column } }];
    return range ? [{ column, ...range }] : [];
  });
}

/** That an entity is one of those asked for, its kind aside. */
export function ofFilters(filters: ComponentFilters): Predicate[] {
  const { refs, ownedBy, path, health, words } = filters;
  const onPath = { key: SEARCH_KEYS.path };
  return [
    ...(refs ? [{ refs }] : []),
    ...FIELDS.flatMap(name =>
      filters[name]
        ? [{ key: SEARCH_KEYS[name], values: filters[name].map(lowerCase) }]
        : [],
    ),
    ...(ownedBy
      ? [{ key: SEARCH_KEYS.owner, values: ownedBy.map(lowerCase) }]
      : []),
    ...(path === undefined ? [] : [path ? onPath : { not: onPath }]),
    ...(health ? [ofHealth(health)] : []),
    ...ofFigures(filters.figures),
    ...words.map(word => ({ word })),
  ];
}
