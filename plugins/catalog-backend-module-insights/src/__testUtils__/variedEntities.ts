import type { Entity } from '@backstage/catalog-model';
import { entity } from './startCatalog';

const OWNERS = [
  'checkout',
  'group:default/payments',
  'user:default/milo',
  'group:default/Gone',
];
const LIFECYCLES = ['production', 'Experimental', undefined];
const TYPES = ['service', 'library', 'Website'];
const TAGS = [['java'], ['java', 'pci'], [], ['node', 'eu']];

const pick = <T>(list: T[], number: number, of: number): T =>
  list[Math.floor(number / of) % list.length];

function component(number: number): Entity {
  return entity('Component', `shop-${number}`, {
    metadata: {
      namespace: number % 7 === 0 ? 'other' : 'default',
      ...(number % 4 === 0 && {
        title: `The Éclair ${number}% shop_${number}`,
      }),
      description:
        number % 5 === 0 ? `Sells 100% of what_ever ${number}` : undefined,
      tags: pick(TAGS, number, 1),
      labels: number % 6 === 0 ? { 'acme.test/secret': 'yes' } : undefined,
      annotations: {
        ...(number % 3 && {
          'acme.test/visibility': number % 3 === 1 ? 'open' : 'closed',
        }),
        ...(number % 5 === 1 && {
          'fairway/template': 'template:default/node',
        }),
      },
    },
    spec: {
      type: pick(TYPES, number, 2),
      lifecycle: pick(LIFECYCLES, number, 3) ?? 'deprecated',
      owner: pick(OWNERS, number, 1),
      ...(number % 3 === 0 && { system: number % 2 ? 'sales' : 'billing' }),
      ...(number % 8 === 5 && { subcomponentOf: 'component:default/shop-1' }),
    },
  });
}

const group = (name: string, spec: object = {}) =>
  entity('Group', name, {
    spec: { type: 'team', children: [], ...spec },
  });

/** Components that differ in everything the list looks at, and what they refer to. */
export const variedEntities: Entity[] = [
  ...Array.from({ length: 36 }, (_, number) => component(number)),
  group('checkout', { profile: { displayName: 'Checkout Team' } }),
  group('payments', { children: ['ledger'] }),
  group('ledger', { parent: 'payments' }),
  group('platform'),
  entity('User', 'dana', { spec: { memberOf: ['checkout'] } }),
  entity('User', 'milo', { spec: { memberOf: [] } }),
  entity('System', 'sales', {
    metadata: { title: 'Sales' },
    spec: { owner: 'checkout' },
  }),
  entity('System', 'billing', { spec: { owner: 'payments' } }),
  entity('API', 'prices', {
    spec: {
      ...{ type: 'openapi', lifecycle: 'production', owner: 'checkout' },
      definition: 'openapi: 3.1.0',
    },
  }),
];
