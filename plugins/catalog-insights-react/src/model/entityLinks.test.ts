import type { Entity } from '@backstage/catalog-model';
import { listEntityLinks } from './entityLinks';

const page = '/catalog/default/component/checkout-api';

const checkoutApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout-api',
    annotations: {
      'backstage.io/source-location':
        'url:http://localhost:7990/acme/checkout-api/tree/main/',
      'github.com/project-slug': 'acme/checkout-api',
      'backstage.io/techdocs-ref': 'dir:.',
      'fairway/logs-url': 'https://logs.example.org/checkout-api',
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      'fairway/traces-url': 'javascript:alert(1)',
    },
    links: [
      { title: 'Runbook', url: 'https://example.org/runbook', icon: 'docs' },
      {
        title: 'Service board',
        url: 'https://grafana.example.org',
        icon: 'dashboard',
      },
      // The source is linked to by its annotation.
      { title: 'Repository', url: 'http://localhost:7990/acme/checkout-api' },
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      { title: 'Trap', url: 'javascript:alert(1)' },
    ],
  },
};
const withAnnotations = (annotations: Record<string, string>): Entity => ({
  ...checkoutApi,
  metadata: { name: 'x', annotations },
});

describe('listEntityLinks', () => {
  it('lists what the annotations imply and what stands in the file, but no trap', () => {
    expect(listEntityLinks(checkoutApi, {})).toEqual([
      {
        title: 'Source',
        href: 'http://localhost:7990/acme/checkout-api/tree/main/',
        target: 'source',
      },
      {
        title: 'CI runs',
        href: 'http://localhost:7990/acme/checkout-api/actions',
        target: 'ci',
      },
      { title: 'Docs', href: `${page}/docs`, target: 'docs' },
      {
        title: 'Logs',
        href: 'https://logs.example.org/checkout-api',
        target: 'logs',
      },
      {
        title: 'Runbook',
        href: 'https://example.org/runbook',
        target: 'runbook',
      },
      {
        title: 'Service board',
        href: 'https://grafana.example.org',
        target: 'metrics',
      },
    ]);
  });

  it.each([
    [{ 'backstage.io/source-location': 'file:/etc/passwd' }],
    // eslint-disable-next-line no-script-url
    [{ 'backstage.io/source-location': 'url:javascript:alert(1)' }],
    [{ 'backstage.io/view-url': 'data:text/html,x' }],
    [{ 'github.com/project-slug': 'acme/x' }],
  ])('makes no link of %j', annotations => {
    expect(listEntityLinks(withAnnotations(annotations), {})).toEqual([]);
  });

  it('does not let a slug lead elsewhere', () => {
    const links = listEntityLinks(
      withAnnotations({
        'backstage.io/source-location': 'url:https://github.com/acme/x/',
        'github.com/project-slug': '../../evil?x=',
      }),
      {},
    );

    expect(links.map(({ title }) => title)).toEqual(['Source']);
  });

  describe('with patterns for all components', () => {
    const at = 'https://logs.example.org';
    const known: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        annotations: {
          'github.com/project-slug': 'acme/orders-service',
          'backstage.io/kubernetes-id': 'orders-k8s',
        },
      },
      spec: { owner: 'group:default/checkout', system: 'shop' },
    };
    const logsOf = (entity: Entity, logs: string) =>
      listEntityLinks(entity, { logs }).find(({ target }) => target === 'logs')
        ?.href;

    it.each([
      [`${at}/{namespace}/{name}`, `${at}/default/orders`],
      [`${at}/?a={owner}&b={system}`, `${at}/?a=checkout&b=shop`],
      [`${at}/{organisation}/{repository}`, `${at}/acme/orders-service`],
      [`${at}/{kubernetesId}#{name}`, `${at}/orders-k8s#orders`],
      [`${at}/all`, `${at}/all`],
    ])('makes of %s the address %s', (pattern, expected) => {
      expect(logsOf(known, pattern)).toBe(expected);
    });

    it('fills in nothing that could be more than a part of the address', () => {
      const odd = {
        ...known,
        metadata: {
          name: 'orders',
          annotations: { 'backstage.io/kubernetes-id': 'a/../b?c=d&e#f %' },
        },
      };
      expect(logsOf(odd, `${at}/{kubernetesId}/x`)).toBe(
        `${at}/a%2F..%2Fb%3Fc%3Dd%26e%23f%20%25/x`,
      );
      odd.metadata.annotations['backstage.io/kubernetes-id'] = '..';
      expect(logsOf(odd, `${at}/{kubernetesId}/x`)).toBeUndefined();
    });

    it.each([
      ['lacks what a placeholder is for', { ...known, spec: {} }, '{system}'],
      [
        'has an owner that is no reference',
        { ...known, spec: { owner: 'group:default/' } },
        '{owner}',
      ],
      ['is no component', { ...known, kind: 'System' }, '{name}'],
      ['meets a placeholder that there is not', known, '{constructor}'],
    ])('makes no link of one that %s', (_, entity, placeholder) => {
      expect(logsOf(entity, `${at}/${placeholder}`)).toBeUndefined();
    });

    it.each(['data:text/html,{name}', '//logs.example.org/{name}', ' '])(
      'makes no link by %j',
      pattern => {
        expect(logsOf(known, pattern)).toBeUndefined();
      },
    );

    it('lets what the record says itself win', () => {
      const links = listEntityLinks(checkoutApi, {
        logs: `${at}/{name}`,
        // It has one that is no address to be followed: that is no reason to make one up.
        traces: `${at}/traces/{name}`,
        // It lists one of its own.
        runbook: `${at}/runbook/{name}`,
        metrics: `${at}/metrics/{name}`,
        onCall: `${at}/on-call/{name}`,
      });
      const watched = ['logs', 'metrics', 'traces', 'runbook', 'onCall'];
      expect(
        links
          .filter(({ target }) => watched.includes(target))
          .map(({ title, href }) => `${title} ${href}`),
      ).toEqual([
        'Logs https://logs.example.org/checkout-api',
        `On call ${at}/on-call/checkout-api`,
        'Runbook https://example.org/runbook',
        'Service board https://grafana.example.org',
      ]);
    });
  });
});
