/** Where the rules of the figures are written down. */
export const RULES_PAGE = '/docs/default/component/fairway/delivery-metrics/';
