import {
  COMPONENT_SORTS,
  FIGURES,
} from '@fairway/plugin-catalog-insights-common';
import { healthValues, whoseValues, type CatalogView } from './catalogView';
import { figureColumns } from './figureFilter';

/** Something in the address that the page shows nothing of. */
export interface Misread {
  /** As it stands there. */
  text: string;
  /** What could stand there instead. */
  rule: string;
}

const oneOf = (values: readonly string[]) => `one of ${values.join(', ')}`;
const rangeRule = 'a range such as 3600..86400, 3600.. or ..86400, or none';

/** What the address says and the view leaves out. */
export function listMisread(
  search: URLSearchParams,
  view: CatalogView,
): Misread[] {
  const hasFigures = figureColumns(view.kind).length > 0;
  const figureRule = hasFigures ? rangeRule : 'figures are of components only';
  const known: [name: string, used: boolean, rule: string][] = [
    [
      'whose',
      search.get('whose') === view.whose,
      oneOf(['all', ...whoseValues]),
    ],
    ['health', search.get('health') === view.health, oneOf(healthValues)],
    ['sort', search.get('sort') === view.sort, oneOf(COMPONENT_SORTS)],
    ['order', search.get('order') === view.order, oneOf(['asc', 'desc'])],
    ...FIGURES.map((name): [string, boolean, string] => [
      name,
      view.figures[name] !== undefined,
      figureRule,
    ]),
  ];
  return known.flatMap(([name, used, rule]) => {
    const value = search.get(name)?.trim();
    return value && !used ? [{ text: `${name}=${value}`, rule }] : [];
  });
}
